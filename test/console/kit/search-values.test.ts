/** What the address bar holds is anybody's text. */
import { expect, test } from "vitest";
import { dayIn, idIn, momentIn, textIn } from "../../../console/src/kit/search-values.ts";

const nonsense = [undefined, null, "", {}, [], ["2026-03-01"], true, Number.NaN];

test.each(nonsense)("%j is no day, no moment and no id", (value) => {
  expect([dayIn(value), momentIn(value), idIn(value)]).toEqual([undefined, undefined, undefined]);
});

test("a day exists in the calendar", () => {
  expect(dayIn("2024-02-29")).toBe("2024-02-29");
  for (const day of ["2023-02-29", "2026-02-30", "2026-13-01", "2026-3-1", "2026-03-01T00:00Z"]) {
    expect(dayIn(day), day).toBeUndefined();
  }
});

test("a moment is a day, or a time in UTC", () => {
  for (const moment of ["2026-03-01", "2026-03-01T12:30Z", "2026-03-01T12:30:00.000Z"]) {
    expect(momentIn(moment)).toBe(moment);
  }
  for (const moment of ["2026-02-30T12:30Z", "2026-03-01T25:00Z", "2026-03-01T12:30", "now"]) {
    expect(momentIn(moment), moment).toBeUndefined();
  }
});

test("digits are text too; what the service would refuse as too long is left out", () => {
  expect(textIn(42, 10)).toBe("42");
  expect(textIn("abc", 2)).toBeUndefined();
  expect(textIn({ a: 1 }, 10)).toBeUndefined();
});

test("an id has the form of the service's", () => {
  expect(idIn("01980000-0000-7000-8000-000000000001")).toBeDefined();
  expect(idIn("01980000-0000-7000-8000-00000000000g")).toBeUndefined();
  expect(idIn("------------------------------------")).toBeUndefined();
});

/** Arithmetic on times. */
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMinutes,
  addSeconds,
  earlier,
  later,
  secondsBetween,
  shownDay,
} from "../../src/domain/time.ts";

const at = "2026-12-31T23:59:30.500Z";

test.each([
  ["a day", addDays(at, 1), "2027-01-01T23:59:30.500Z"],
  ["a day less", addDays(at, -1), "2026-12-30T23:59:30.500Z"],
  ["a minute", addMinutes(at, 1), "2027-01-01T00:00:30.500Z"],
  ["30 seconds", addSeconds(at, 30), "2027-01-01T00:00:00.500Z"],
])("%s is added", (_, time, expected) => {
  expect(time).toBe(expected);
});

test("seconds between two times are rounded down", () => {
  expect(secondsBetween("2026-01-01T00:00:00.000Z", "2026-01-01T00:01:01.999Z")).toBe(61);
  expect(secondsBetween("2026-01-01T00:00:01.000Z", "2026-01-01T00:00:00.999Z")).toBe(-1);
});

describe("of two times", () => {
  const [first, second] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z"];
  test("one is earlier and one later", () => {
    expect([earlier(first, second), earlier(second, first)]).toEqual([first, first]);
    expect([later(first, second), later(second, first)]).toEqual([second, second]);
  });
});

test("people are shown a day", () => {
  expect(shownDay(at)).toBe("2026-12-31");
});

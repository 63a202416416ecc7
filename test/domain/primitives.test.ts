/** What a value of each kind may be: nothing that a store cannot hold passes. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import * as primitives from "../../src/domain/primitives.ts";

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

const noTimes = [
  "2026-02-29T12:00:00.000Z",
  "2026-11-31T12:00:00.000Z",
  "2026-00-10T12:00:00.000Z",
  "2026-13-10T12:00:00.000Z",
  "2026-03-00T12:00:00.000Z",
  "2026-03-01T24:00:00.000Z",
  "2026-03-01T25:61:00.000Z",
  "2026-03-01T12:60:00.000Z",
  "2026-12-31T23:59:60.000Z",
  "0000-01-01T00:00:00.000Z",
  "0001-01-01T00:00:00.000Z",
  "1999-12-31T23:59:59.999Z",
  "2200-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "+010000-01-01T00:00:00.000Z",
  "yesterday",
];

describe("a time", () => {
  test.each(noTimes)("cannot be %s", (text) => {
    expect(accepts(primitives.timestamp, text)).toBe(false);
    expect(accepts(primitives.moment, text)).toBe(false);
    expect(accepts(primitives.day, text)).toBe(false);
  });

  test.each([
    "2000-01-01T00:00:00.000Z",
    "2028-02-29T23:59:59.999Z",
    "2038-01-19T03:14:08.000Z",
    "2199-12-31T23:59:59.999Z",
  ])("can be %s", (text) => {
    expect(accepts(primitives.timestamp, text)).toBe(true);
    expect(primitives.moment.parse(text)).toBe(text);
  });

  test.each([
    "2026-03-01",
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.0000Z",
    "2026-03-01T12:00:00.000+00:00",
  ])("of an event cannot be written %s", (text) => {
    expect(accepts(primitives.timestamp, text)).toBe(false);
  });

  test.each([
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T12:00Z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T00:30:00.123456789+02:00", "2026-02-28T22:30:00.123Z"],
  ])("in a query may be %s, which means %s", (text, time) => {
    expect(primitives.moment.parse(text)).toBe(time);
    expect(primitives.day.parse(text)).toBe(time.slice(0, 10));
  });

  test.each([
    "2000-01-01T00:00:00+00:01",
    "2199-12-31T23:59:59-00:01",
    "2026-03-01T12:00+24:00",
    "2026-03-01T12:00",
    "2026-02-30",
  ])("in a query cannot be %s", (text) => {
    expect(accepts(primitives.moment, text)).toBe(false);
  });
});

describe("a number", () => {
  test.each([-1, 0.5, 2 ** 31, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY, "1"])(
    "cannot be %s",
    (number) => {
      expect(accepts(primitives.count, number)).toBe(false);
    },
  );

  test.each([0, 2 ** 31 - 1])("can be %s", (number) => {
    expect(accepts(primitives.count, number)).toBe(true);
  });

  test("of a position fits into 64 bits", () => {
    expect(primitives.position.parse("9".repeat(18))).toBeLessThan(2n ** 63n);
    for (const text of ["9".repeat(19), "-1", "1e3", "", " 1", "0x1"]) {
      expect(accepts(primitives.position, text)).toBe(false);
    }
  });
});

describe("a text", () => {
  const kinds = [primitives.line(5), primitives.text(5), primitives.searchText(5)] as const;

  test.each(["a\u0000b", "a\ud800", "\udc00a", "abcdef", "😀".repeat(6)])(
    "cannot be %j",
    (text) => {
      for (const kind of kinds) expect(accepts(kind, text)).toBe(false);
    },
  );

  test("is measured in code points, as the published contract says", () => {
    for (const kind of kinds) expect(accepts(kind, "😀".repeat(5))).toBe(true);
  });

  test("of one line has no control characters and is not empty", () => {
    for (const text of ["", " ", "a\nb", "a\u0085b"]) {
      expect(accepts(primitives.line(5), text)).toBe(false);
    }
  });

  test("in a map has a bounded name, and there are not too many", () => {
    const map = primitives.mapOf(primitives.text(5), 2);
    expect(accepts(map, { a: "1", b: "2" })).toBe(true);
    expect(accepts(map, { a: "1", b: "2", c: "3" })).toBe(false);
    expect(accepts(map, { ["x".repeat(101)]: "1" })).toBe(false);
    expect(accepts(map, { "a\u0000": "1" })).toBe(false);
  });
});

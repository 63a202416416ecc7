/** What each pattern of the primitives accepts and refuses, at both ends and in every part of it. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { day, digest, id, language, moment, position } from "../../src/domain/primitives.ts";

/** Refused, with a message that says what the value must be. */
function expectRefused(schema: z.ZodType, value: string): void {
  const { error } = schema.safeParse(value);
  expect(error?.issues.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^must be ./),
  ]);
}

/** Texts that differ from the value in one place: something before or behind it, or a wrong character. */
const spoiled = (value: string, wrong: string): string[] => [
  `x${value}`,
  `${value}x`,
  `\n${value}`,
  `${value}\n`,
  ...Array.from(value, (_, at) => value.slice(0, at) + wrong + value.slice(at + 1)),
  ...Array.from(value, (_, at) => value.slice(0, at) + value.slice(at + 1)),
  ...Array.from(value, (character, at) => value.slice(0, at) + character + value.slice(at)),
];

describe.each<[string, z.ZodType, readonly string[], string]>([
  [
    "an id",
    id,
    ["01234567-89ab-cdef-0123-456789abcdef", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    "g",
  ],
  ["a language", language, ["en", "zz", "aa"], "E"],
])("%s", (_, schema, values, wrong) => {
  test.each(values)("can be %s, and nothing that differs in one place", (value) => {
    expect(schema.parse(value)).toBe(value);
    for (const other of spoiled(value, wrong)) expectRefused(schema, other);
  });
});

test("a digest has 64 lower-case hexadecimal characters", () => {
  const value = "0123456789abcdef".repeat(4);
  expect(digest.parse(value)).toBe(value);
  for (const other of spoiled(value, "F")) expect(digest.safeParse(other).success).toBe(false);
});

test("a position has 1 to 18 decimal digits", () => {
  expect(position.parse("0")).toBe(0n);
  expect(position.parse("9".repeat(18))).toBe(999_999_999_999_999_999n);
  for (const other of ["", "9".repeat(19), "x1", "1x", "\n1", "1\n", "-1", "1.0", "1e1", "0x1"]) {
    expectRefused(position, other);
  }
});

describe("a moment", () => {
  test.each([
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T00:00Z", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T09:59Z", "2026-03-01T09:59:00.000Z"],
    ["2026-03-01T19:59:59Z", "2026-03-01T19:59:59.000Z"],
    ["2026-03-01T23:00:00.1Z", "2026-03-01T23:00:00.100Z"],
    ["2026-03-01T20:00:00.123456789Z", "2026-03-01T20:00:00.123Z"],
    ["2026-03-01T12:00+23:59", "2026-02-28T12:01:00.000Z"],
    ["2026-03-01T12:00:00-19:00", "2026-03-02T07:00:00.000Z"],
    ["2026-03-01T12:00:00.5+01:30", "2026-03-01T10:30:00.500Z"],
  ])("%s means %s", (text, time) => {
    expect(moment.parse(text)).toBe(time);
    expect(day.parse(text)).toBe(time.slice(0, 10));
  });

  test.each([
    "x2026-03-01",
    "2026-03-01x",
    "\n2026-03-01",
    "2026-03-01\n",
    "226-03-01",
    "02026-03-01",
    "2026-3-01",
    "2026-03-1",
    "2026-003-01",
    "2026-03-001",
    "202x-03-01",
    "2026-0x-01",
    "2026-x3-01",
    "2026-03-0x",
    "2026-03-x1",
    "2026-03-01T24:00Z",
    "2026-03-01T30:00Z",
    "2026-03-01T1:00Z",
    "2026-03-01T2:00Z",
    "2026-03-01Tx1:00Z",
    "2026-03-01T1x:00Z",
    "2026-03-01T2x:00Z",
    "2026-03-01T12:60Z",
    "2026-03-01T12:0Z",
    "2026-03-01T12:0xZ",
    "2026-03-01T12:000Z",
    "2026-03-01T12:00:60Z",
    "2026-03-01T12:00:0Z",
    "2026-03-01T12:00:0xZ",
    "2026-03-01T12:00:000Z",
    "2026-03-01T12:00:00.Z",
    "2026-03-01T12:00:00.xZ",
    `2026-03-01T12:00:00.${"1".repeat(21)}Z`,
    "2026-03-01T12:00",
    "2026-03-01T12:00:00",
    "2026-03-01T12:00+24:00",
    "2026-03-01T12:00+30:00",
    "2026-03-01T12:00+1:00",
    "2026-03-01T12:00+2:00",
    "2026-03-01T12:00+x1:00",
    "2026-03-01T12:00+1x:00",
    "2026-03-01T12:00+2x:00",
    "2026-03-01T12:00+01:60",
    "2026-03-01T12:00+01:0",
    "2026-03-01T12:00+01:0x",
    "2026-03-01T12:00+01:000",
    "2026-03-01T12:00*01:00",
    "2026-03-01T12:00+0100",
    "2026-03-01 12:00Z",
    "2026-02-29",
    "2026-04-31T12:00Z",
    "1999-12-31T23:59:59.999Z",
    "2200-01-01",
  ])("%j is none", (text) => {
    expectRefused(moment, text);
    expect(day.safeParse(text).success).toBe(false);
  });
});

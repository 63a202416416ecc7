/** What JSON.parse would change is found, and nothing else. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { measureJson } from "../../src/platform/json-bounds.ts";
import { isRounded, keysIn, lossIn } from "../../src/platform/json-losses.ts";

const unbounded = { depth: Infinity, values: Infinity, keys: Infinity };

test("no JSON that a program writes has a loss", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const json = Buffer.from(JSON.stringify(value, undefined, indent));
      const measured = measureJson(json, unbounded);
      expect(measured).toEqual({ exceeded: undefined, keys: keysIn(value), hasRounded: false });
      expect(lossIn(json)).toBeUndefined();
    }),
  );
});

test("a whole number is rounded if JSON.parse makes another of it, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 25n }),
      fc.integer({ min: 0, max: 20 }),
      (number, zeros) => {
        const text = `${number}${"0".repeat(zeros)}`;
        const shown = JSON.stringify(JSON.parse(text));
        const isKept = /^\d+$/.test(shown) ? BigInt(shown) === BigInt(text) : undefined;
        const json = Buffer.from(`{"a":[${text}]}`);
        const { hasRounded } = measureJson(json, unbounded);
        expect(hasRounded).toBe(isRounded(text));
        if (isKept !== undefined) expect(hasRounded).toBe(!isKept);
        expect(lossIn(json)).toEqual(hasRounded ? { kind: "digits", path: ["a", 0] } : undefined);
      },
    ),
  );
});

test("very long numbers take no longer than their length", () => {
  expect(isRounded(`1${"0".repeat(2_000_000)}1`)).toBe(true);
  expect(isRounded(`0.${"0".repeat(2_000_000)}1`)).toBe(true);
  expect(isRounded(`${"0".repeat(10)}1${"0".repeat(300)}`)).toBe(false);
});

test("a loss after millions of escapes and quotes is found in one pass", () => {
  const long = [String.raw`\\`.repeat(2_000_000), '"'.repeat(1_000_001), '\\"'.repeat(1_000_000)];
  for (const text of long) {
    const json = Buffer.from(`{"a":"${text}","b":"\xfc"}`, "latin1");
    expect(() => lossIn(json)).not.toThrow();
  }
  const [escapes] = long;
  expect(lossIn(Buffer.from(`{"a":"${escapes}\xfc"}`, "latin1"))).toEqual({
    kind: "bytes",
    path: ["a"],
  });
});

test.each(["", "}", '{"a', '{"a":', '{"a":1]', "[1,,2]", "-", "1-1", '{"a":1,"a"', '"\\', "{}}"])(
  "%s, which is no JSON, is left to the parser",
  (text) => expect(() => lossIn(Buffer.from(text))).not.toThrow(),
);

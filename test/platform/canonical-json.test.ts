/** Canonical JSON gives the examples of RFC 8785, and for any value the same as its authors' library. */
import canonicalize from "canonicalize";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/platform/canonical-json.ts";

test("the example of RFC 8785, 3.2.2 and 3.2.3", () => {
  const value: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("members are sorted by UTF-16 code units, even if they look like numbers", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6", "10", "9"];
  const value = Object.fromEntries(names.map((name) => [name, name]));
  const sorted = ["\r", "1", "10", "9", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"];
  expect(Object.keys(JSON.parse(canonicalJson(value))).toSorted()).toEqual(sorted);
  const places = sorted.map((name) => canonicalJson(value).indexOf(`${JSON.stringify(name)}:`));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("the library gives the same for any value", () => {
  const text = fc.string({ unit: "grapheme" });
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, false, undefined),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      text,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(text, tie("value"), { maxKeys: 5 }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(text, value), (each) => {
      const text = canonicalJson(each);
      expect(text).toBe(canonicalize(each));
      // Its members are in order, but for those that look like numbers.
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("a value that JSON does not have is refused", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", { "\udc00": 1 }]) {
    expect(() => canonicalJson(value)).toThrow();
    expect(() => canonicalJson({ value })).toThrow();
  }
});

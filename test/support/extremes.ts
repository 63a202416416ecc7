/**
 * The extreme values that a schema accepts, drawn from the schema itself: shortest and longest texts and
 * lists, characters that databases and mails trip over, the ends of time and of numbers. A schema that
 * becomes laxer thereby yields what it newly accepts.
 */
import * as fc from "fast-check";
import { z } from "zod";

/** Is drawn for ids, so that events meet each other; the schema must be the one of ids. */
export type Ids = fc.Arbitrary<string>;

/** Values that the schema accepts, as it turns them out. */
export function extremesOf(schema: z.ZodType, ids: Ids): fc.Arbitrary<unknown> {
  return drawn(schema, ids)
    .map((value) => schema.safeParse(value))
    .filter(({ success }) => success)
    .map(({ data }) => data);
}

function drawn(schema: z.ZodType, ids: Ids): fc.Arbitrary<unknown> {
  const inner = (part: unknown) => drawn(part as z.ZodType, ids);
  if (schema instanceof z.ZodOptional) return fc.option(inner(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(inner(schema.unwrap()), { nil: null });
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(inner));
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, inner(field)]);
    return fc.record(Object.fromEntries(fields)).map(withoutUndefined);
  }
  if (schema instanceof z.ZodArray) return lists(inner(schema.element), limitsOf(schema));
  if (schema instanceof z.ZodUnknown) return json;
  if (schema instanceof z.ZodRecord) return maps(inner(schema.keyType), inner(schema.valueType));
  return leaf(schema, ids);
}

/** A text or a number. Candidates that the schema refuses are left out here, not with the whole event. */
function leaf(schema: z.ZodType, ids: Ids): fc.Arbitrary<unknown> {
  const { type, format, pattern, minimum, maximum, minLength, maxLength } = limitsOf(schema);
  let refused = 0;
  const accepted = (candidates: fc.Arbitrary<unknown>) =>
    candidates.filter((value) => {
      const { success } = schema.safeParse(value);
      refused = success ? 0 : refused + 1;
      if (refused > 1000) throw new Error(`no candidate suits ${JSON.stringify(limitsOf(schema))}`);
      return success;
    });
  if (type === "integer" || type === "number") {
    const ends = [minimum, maximum, 0, -1, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER];
    return accepted(fc.constantFrom(...ends.filter((end) => end !== undefined)));
  }
  if (format === "uuid") return ids;
  if (format === "date-time") return accepted(fc.constantFrom(...times));
  if (format === "email") return accepted(addresses);
  if (format === "uri") return accepted(webAddresses(maxLength));
  if (format === "base64") return fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64);
  if (pattern !== undefined) return accepted(fc.stringMatching(new RegExp(pattern)));
  if (type !== "string" || maxLength === undefined) {
    throw new Error(`no extremes are known for ${JSON.stringify(limitsOf(schema))}`);
  }
  return accepted(texts(minLength, maxLength));
}

interface Limits {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The limits that the schema publishes. */
const limitsOf = (schema: z.ZodType): Limits => z.toJSONSchema(schema) as Limits;

const times = [
  "0000-01-01T00:00:00.000Z",
  "0001-01-01T00:00:00.000Z",
  "1900-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "2000-01-01T00:00:00.000Z",
  "2026-02-29T00:00:00.000Z",
  "2026-11-31T12:00:00.000Z",
  "2028-02-29T12:00:00.000Z",
  "2038-01-19T03:14:08.000Z",
  "2026-12-31T23:59:60.000Z",
  "2026-12-31T24:00:00.000Z",
  "2026-03-01T25:61:00.000Z",
  "2199-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59.999Z",
];

/** Each is one code point. */
const characters = [
  "a",
  "'",
  '"',
  "\\",
  "%",
  "{",
  ",",
  "\u0000",
  "\u0001",
  "\n",
  "\u2028",
  "\u202e",
  "\u0301",
  "\ufdfa",
  "ß",
  "İ",
  "\ufffe",
  "\ud800",
  "😀",
  "\u{10ffff}",
];

function texts(minLength = 0, maxLength: number): fc.Arbitrary<string> {
  const length = fc.constantFrom(minLength, minLength + 1, maxLength - 1, maxLength);
  const repeated = fc
    .tuple(fc.constantFrom(...characters), length)
    .map(([character, times]) => character.repeat(times));
  // Does not compress, unlike a repeated character, so that it is as long in an index as it can be.
  const mixed = fc
    .tuple(fc.constantFrom(...characters), fc.nat(20_000), length)
    .map(([character, seed, times]) =>
      Array.from({ length: times }, (_, index) =>
        index % 7 === 0 ? character : ideograph(seed, index),
      ).join(""),
    );
  return fc.oneof(repeated, mixed);
}

const ideograph = (seed: number, index: number): string =>
  String.fromCodePoint(0x4e00 + ((index * 7919 + seed * 104_729) % 20_000));

/** Within settings, which must be JSON. */
const json = fc.constantFrom(
  null,
  true,
  -0,
  1e308,
  5e-324,
  "\u0000",
  "\ud800",
  "\ufffe\u{10ffff}",
  [],
  [null, [[]], { "": {} }],
  JSON.parse("[".repeat(19) + "]".repeat(19)),
  { constructor: 1, toString: null, "a\u0000": 1 },
  "x".repeat(16_000),
);

const addresses = fc.constantFrom(
  "a@b.co",
  "O'Brien+tag_@example.com",
  "!#$%&*-/=?^`{|}~@example.xn--p1ai",
  `a@${"größe.".repeat(25)}example`,
  `${"x".repeat(242)}@example.com`,
);

const webAddresses = (maxLength = 2000) =>
  fc.constantFrom(
    "http://a",
    "https://user:word@[::1]:65535/?a='\"#b",
    `https://example.com/${"%00".repeat(300)}`,
    `https://example.com/${"x".repeat(maxLength - 20)}`,
    `https://example.com/${"😀".repeat(maxLength - 20)}`,
    "https://example.com/\u0000",
  );

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** The shortest, the longest and one in between; the longest is rare, because it takes time. */
function lists(
  element: fc.Arbitrary<unknown>,
  { minItems = 0, maxItems }: Limits,
): fc.Arbitrary<unknown[]> {
  if (maxItems === undefined) throw new Error("a list has no maximum length");
  const short = fc.array(element, { minLength: minItems, maxLength: minItems + 3 });
  // Repeats what it draws, so that the longest list costs few draws.
  const longest = fc
    .array(element, { minLength: 5, maxLength: 5 })
    .map((some) => Array.from({ length: maxItems }, (_, index) => some[index % some.length]));
  return fc.oneof({ arbitrary: short, weight: 4 }, { arbitrary: longest, weight: 1 });
}

function maps(
  key: fc.Arbitrary<unknown>,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .oneof(
      fc.array(fc.tuple(key, value), { maxLength: 2 }),
      fc.array(fc.tuple(key, value), { minLength: 50, maxLength: 50 }),
    )
    .map((entries) => Object.fromEntries(entries));
}

/** A field that is not set is absent. */
function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

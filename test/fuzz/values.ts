/** Values for the fields of a JSON schema: plausible ones, and hostile ones of every type. */
import type { Cast } from "./cast.ts";
import type { Random } from "./random.ts";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
}

export interface Ground {
  readonly random: Random;
  readonly cast: Cast;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export const oddTexts: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u202e\u2066\u0085\ufeff",
  "👩‍👩‍👧‍👦",
  "\u0301\u0301\u0301",
  "ﷺ".repeat(50),
  "\u{10ffff}\ufffe",
  "ＦＵＬＬ＠ｗｉｄｅ．example",
  "İıſßẞ",
  "'; drop table members; --",
  "%_\\%\\",
  "../../../etc/passwd",
  "{{inviteLink}}${7*7}<%= 7 %>{inviteLink}",
  "<script>alert(1)</script>",
  '<a href="javascript:alert(1)">x</a>',
  "a\r\nBcc: everybody@example.com",
  "=1+1",
  "-1",
  "0",
  "1e999",
  "0x10",
  "NaN",
  "null",
  "true",
  "[]",
  "{}",
  ",",
  ",,,",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "x".repeat(5_000),
  "é".repeat(3_000),
  "9".repeat(40),
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF",
  "jct-AAAA",
  "me",
  "*",
];
export const oddTimes: readonly string[] = [
  "2026-03-01T12:00:00.000Z",
  "0000-00-00T00:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T24:00:00.000Z",
  "2026-02-30T12:00:00.000Z",
  "2026-11-31T12:00:00.000Z",
  "2026-13-45T99:99:99.000Z",
  "2026-03-01T25:61:00.000Z",
  "2026-06-30T23:59:60.000Z",
  "+010000-01-01T00:00:00.000Z",
  "-000001-01-01T00:00:00.000Z",
  "2026-03-01T12:00:00Z",
  "2026-03-01T12:00:00.000+02:00",
  "2026-03-01",
];
export const oddNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  500,
  501,
  65_536,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  4_294_967_296,
  9_007_199_254_740_991,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
];

/** A hostile value of any type. */
export function oddValue(random: Random): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => random.pick(oddTexts),
    () => random.pick(oddTimes),
    () => random.pick(oddNumbers),
    () => `a${random.pick(["\ud800", "\udc00"])}b`,
    () => random.pick([null, true, false]),
    () => random.pick([[], {}, [[]], [{}], [null], { a: { b: null } }, { length: 1e9 }]),
    () => Array.from({ length: random.pick([1, 51, 501, 1_900]) }, () => random.pick(oddTexts)),
    () => Object.fromEntries(oddTexts.map((text, index) => [text, index])),
    () => nested(random.pick([5, 31, 33, 200])),
  ];
  return random.pick(kinds)();
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export function resolved({ schemas }: Ground, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** A value that fits the schema, as far as the schema says what fits. */
export function plausible(ground: Ground, given: Schema, name = ""): unknown {
  const { random } = ground;
  const schema = resolved(ground, given);
  const { anyOf, oneOf, allOf, properties, items } = schema;
  const choices = anyOf ?? oneOf;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  if (choices !== undefined) return plausible(ground, random.pick(choices), name);
  if (allOf !== undefined) return plausible(ground, allOf[0] ?? {}, name);
  const types = [schema.type ?? "object"].flat();
  switch (random.pick(types)) {
    case "null":
      return null;
    case "boolean":
      return random.chance(50);
    case "integer":
    case "number":
      return numberIn(random, schema);
    case "string":
      return textFor(ground, schema, name);
    case "array": {
      const singular = name.replace(/s$/, "");
      const length = random.pick([0, 1, 1, 2, 3, Math.min(schema.maxItems ?? 5, 40)]);
      return Array.from({ length }, () => plausible(ground, items ?? {}, singular));
    }
    default:
      return objectOf(ground, schema, properties ?? {});
  }
}

function objectOf(
  ground: Ground,
  { required = [], additionalProperties }: Schema,
  properties: Readonly<Record<string, Schema>>,
): object {
  const { random } = ground;
  const wanted = Object.entries(properties).filter(
    ([name]) => required.includes(name) || random.chance(60),
  );
  const fields = wanted.map(([name, field]) => [name, plausible(ground, field, name)]);
  if (typeof additionalProperties === "object") {
    fields.push(["some", plausible(ground, additionalProperties, "some")]);
  }
  return Object.fromEntries(fields) as object;
}

function numberIn(random: Random, { minimum = 0, maximum = 1_000, type }: Schema): number {
  const edge = random.pick([minimum, maximum, Math.min(maximum, minimum + 1)]);
  return type === "number" ? edge + 0.5 : edge;
}

function textFor({ random, cast }: Ground, schema: Schema, name: string): string {
  if (schema.format === "uuid" || name.endsWith("Id")) return idFor(random, cast, name);
  if (schema.format === "date-time") return random.pick(oddTimes);
  if (schema.format === "email" || name === "email") {
    return random.chance(60) ? `fuzz-${random.below(1e9)}@example.com` : random.pick(cast.emails);
  }
  if (schema.format === "uri" || /url|endpoint/i.test(name)) {
    return random.pick(["https://example.com/a", "http://example.com", "https://10.0.0.1/x"]);
  }
  const named: Readonly<Record<string, () => string>> = {
    language: () => random.pick(["en", "de", "zz"]),
    token: () => random.pick(cast.secrets),
    code: () => String(10_000_000 + random.below(89_999_999)),
    html: () => '<p>{firstName}</p><a href="{inviteLink}">{inviteLink}</a>',
    auth: () => "AAAAAAAAAAAAAAAAAAAAAA",
    p256dh: () =>
      "BCEmPU5nN1xv0pYVvnsNHNuLxcrnjLyBz43CzcqBlQfqY4wlqg4nHc9pnkK1bSuC6pJWPnpa5zcJTdb4aWnSDbU",
    continuationToken: () => "jct-AAAA",
    scopes: () => random.pick(["users:view", "audit:read", "solutions:run"]),
  };
  const make = Object.hasOwn(named, name) ? named[name] : undefined;
  const text = make?.() ?? `some ${random.below(1_000)}`;
  return text.slice(0, schema.maxLength ?? text.length);
}

/** Mostly an id of the caller's own organization, sometimes of another one, or of nothing. */
export function idFor(random: Random, cast: Cast, name: string): string {
  const source = random.chance(85) ? cast.own : cast.foreign;
  const key = name.toLowerCase();
  const ids = Object.entries(source).find(([kind]) => key.startsWith(kind))?.[1];
  if (ids !== undefined && random.chance(92)) return random.pick(ids);
  return random.pick([...Object.values(source).flat(), "018f0000-0000-7000-8000-000000000000"]);
}

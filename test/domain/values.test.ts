/** What is said about a value that is refused, at the edge of each bound. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { budgets } from "../../src/domain/budgets.ts";
import { changedFields } from "../../src/domain/decider.ts";
import {
  changesTo,
  evolveSettings,
  freeSettings,
  noSettings,
  settingsBytes,
  settingsChange,
} from "../../src/domain/free-settings.ts";
import * as primitives from "../../src/domain/primitives.ts";
import * as roles from "../../src/domain/roles.ts";
import { userSettings } from "../../src/domain/user/settings.ts";

const messagesOf = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
const long = (length: number, begin: string) => begin + "x".repeat(length - begin.length);

describe("a value at the edge of its bound", () => {
  const { line, text, searchText, count, webAddress, email, timestamp, mapOf } = primitives;
  const url = "https://example.com/";
  test.each<[string, z.ZodType, unknown]>([
    ["a line", line(5), "abcde"],
    ["a line of emoji", line(5), "😀".repeat(5)],
    ["a text", text(5), "a\nb\t "],
    ["an empty text", text(5), ""],
    ["an empty search", searchText(5), ""],
    ["the first time", timestamp, "2000-01-01T00:00:00.000Z"],
    ["the last time", timestamp, "2199-12-31T23:59:59.999Z"],
    ["a count of none", count, 0],
    ["a web address", webAddress, long(2000, url)],
    ["one without encryption", webAddress, "http://example.com/"],
    [
      "an address of 254 characters",
      email,
      `${"a".repeat(64)}@${`${"b".repeat(60)}.`.repeat(3)}${"c".repeat(6)}`,
    ],
    ["a full map", mapOf(text(1), 1), { a: "1" }],
  ])("%s is accepted", (_, schema, value) => {
    expect(messagesOf(schema, value)).toEqual([]);
  });

  test.each<[string, z.ZodType, unknown, string]>([
    [
      "a time",
      timestamp,
      "yesterday",
      "must be an existing time in RFC 3339, in UTC with milliseconds",
    ],
    [
      "a time before all",
      timestamp,
      "1999-12-31T23:59:59.999Z",
      "must be a time from 2000 to 2199",
    ],
    ["a fraction", count, 0.5, "must be a whole number"],
    ["less than none", count, -1, "must be at least 0"],
    ["too many", count, 2 ** 31, "must be at most 2147483647"],
    ["a long line", line(5), "abcdef", "must be at most 5 characters"],
    ["an empty line", line(5), "  ", "must not be empty"],
    ["two lines", line(5), "a\nb", "must not contain control characters"],
    ["half a character", line(5), "a\ud800", "must be well-formed Unicode"],
    ["a long text", text(5), "abcdef", "must be at most 5 characters"],
    ["a text of long emoji", text(5), "😀".repeat(6), "must be at most 5 characters"],
    ["a text that is much too long", text(5), "a".repeat(11), "must be at most 5 characters"],
    ["NUL in a text", text(5), "a\0", "must not contain NUL"],
    ["NUL in a search", searchText(5), "a\0b", "must not contain NUL"],
    ["a long search", searchText(5), "abcdef", "must be at most 5 characters"],
    ["another protocol", webAddress, "ftp://example.com/", "must be an absolute http or https URL"],
    [
      "one that begins like it",
      webAddress,
      "httpsx://example.com/",
      "must be an absolute http or https URL",
    ],
    [
      "one that ends like it",
      webAddress,
      "xhttps://example.com/",
      "must be an absolute http or https URL",
    ],
    [
      "a control character in a web address",
      webAddress,
      "https://example.com/\u0085",
      "must be an absolute http or https URL",
    ],
    [
      "half a character in one",
      webAddress,
      "https://example.com/\ud800",
      "must be well-formed Unicode",
    ],
    ["a long web address", webAddress, long(2001, url), "must be at most 2000 characters"],
    [
      "a long e-mail address",
      email,
      `${long(243, "a")}@example.com`,
      "must be at most 254 characters",
    ],
    ["no e-mail address", email, "ada", "must be an e-mail address such as ada@example.com"],
    ["a map with too much", mapOf(text(1), 1), { a: "1", b: "2" }, "must have at most 1 entries"],
    ["no status", roles.memberStatus, "GONE", "must be one of INVITED, ACTIVE, DISABLED"],
  ])("%s is refused", (_, schema, value, message) => {
    expect(messagesOf(schema, value)).toContain(message);
  });

  test("is trimmed where space around it means nothing", () => {
    expect(line(5).parse(" abcde ")).toBe("abcde");
    expect(searchText(5).parse(" abcde ")).toBe("abcde");
    expect(email.parse(" ada@example.com ")).toBe("ada@example.com");
    expect(text(3).parse(" a ")).toBe(" a ");
  });
});

describe("an e-mail address", () => {
  const label = "a".repeat(63);
  test.each([
    "r&d@example.com",
    "!#$%&'*+/=?^_`{|}~-0@example.com",
    "a.bc.def@example.com",
    "A@Example.COM",
    "a@b.co",
    "a@1.example",
    "a@x-y.example",
    "a@b.x1",
    `a@${label}.example`,
    "a@bücher.example",
    "a@xn--bcher-kva.example",
    "a@例え.テスト",
  ])("can be %s", (address) => {
    expect(primitives.email.parse(address)).toBe(address);
  });

  test.each([
    "@example.com",
    "a",
    "a@",
    "a@b",
    "a@localhost",
    ".a@example.com",
    "a.@example.com",
    "a..b@example.com",
    "a b@example.com",
    "a@b@example.com",
    '"a"@example.com',
    "a\u00e9@example.com",
    "xa@example.com\ny@example.com",
    "a@-b.example",
    "a@b-.example",
    "a@b.example-",
    "a@b.-example",
    "a@b..example",
    "a@.example",
    "a@b.example.",
    "a@b_c.example",
    "a@127.0.0.1",
    "a@b.123",
    "a@[::1]",
    `a@a${label}.example`,
    `a@b.${label}a`,
    `a@${`${label}.`.repeat(3)}${label}`,
    "a@b\u00fc/c.example",
    "a@b\u00fc:80.example",
    "a@b\u00fc c.example",
    "a@-\u00fc.example",
    "a@\u00fc-.example",
  ])("cannot be %s", (address) => {
    expect(messagesOf(primitives.email, address)).not.toEqual([]);
  });

  test("has 254 characters at most once its domain is written in ASCII", () => {
    const domain = `${"b".repeat(60)}.${"b".repeat(60)}.${"b".repeat(60)}.bücher.de`;
    const ascii = `${"b".repeat(60)}.${"b".repeat(60)}.${"b".repeat(60)}.xn--bcher-kva.de`;
    const rest = 254 - ascii.length - 1;
    expect(messagesOf(primitives.email, `${"a".repeat(rest)}@${domain}`)).toEqual([]);
    expect(messagesOf(primitives.email, `${"a".repeat(rest + 1)}@${domain}`)).toHaveLength(1);
  });

  test("is compared in one form of its domain, or as it is if that has none", () => {
    const { normalizeEmail } = primitives;
    expect(normalizeEmail("Ada@BÜCHER.example")).toBe("ada@xn--bcher-kva.example");
    expect(normalizeEmail("Ada@xn--bcher-KVA.example")).toBe("ada@xn--bcher-kva.example");
    expect(normalizeEmail("Ada@Bü/c")).toBe("ada@bü/c");
    expect(normalizeEmail("Ada")).toBe("ada");
  });
});

describe("a time to be kept", () => {
  test.each([
    ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01t12:00:00z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T12:00:00.5+01:00", "2026-03-01T11:00:00.500Z"],
    ["2026-03-01T12:00:00.123000Z", "2026-03-01T12:00:00.123Z"],
  ])("can be %s", (text, time) => {
    expect(primitives.sentTime.parse(text)).toBe(time);
  });

  test.each([
    "2026-03-01",
    "2026-03-01T12:00Z",
    "2026-03-01T12:00:00.1234Z",
    "2026-03-01T12:00:00",
    "x2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00Zx",
  ])("cannot be %s", (text) => {
    expect(messagesOf(primitives.sentTime, text)).toEqual([
      "must be a time in RFC 3339, to the millisecond, such as 2026-03-01T12:00:00.000Z",
    ]);
  });

  test("exists", () => {
    expect(messagesOf(primitives.sentTime, "2026-02-30T12:00:00Z")).toEqual([
      "must be an existing date and time",
    ]);
    expect(z.toJSONSchema(primitives.sentTime, { io: "input" })).toMatchObject({
      format: "date-time",
    });
  });
});

test("a web address is kept as it was sent, in whatever case and script", () => {
  for (const url of ["HTTPS://Example.com/A", "https://bücher.example/ü", "http://[::1]:80/?a#b"]) {
    expect(primitives.webAddress.parse(` ${url} `)).toBe(url);
  }
  for (const url of [
    "https://a b/",
    "https:\\\\a",
    "https:/a",
    "https://",
    "https://a\\b",
    "https://[::1",
  ]) {
    expect(messagesOf(primitives.webAddress, url)).toEqual([
      "must be an absolute http or https URL",
    ]);
  }
  expect(z.toJSONSchema(primitives.webAddress)).toMatchObject({ format: "uri", maxLength: 2000 });
  expect(z.toJSONSchema(primitives.email, { io: "output" })).toMatchObject({ format: "email" });
  const map = primitives.mapOf(primitives.text(1), 3);
  expect(z.toJSONSchema(map)).toMatchObject({ maxProperties: 3 });
});

test("a code point of two units counts once, up to twice the units", () => {
  const { isAtMost } = primitives;
  expect([
    isAtMost("ab", 2),
    isAtMost("abc", 2),
    isAtMost("😀😀", 2),
    isAtMost("😀😀a", 2),
  ]).toEqual([true, false, true, false]);
});

test("the system's id is no person's", () => {
  expect(primitives.systemId).toBe("00000000-0000-0000-0000-000000000000");
});

test("addresses are compared without case, space and Unicode form", () => {
  expect(primitives.normalizeEmail(" Zoe\u0308@Example.COM ")).toBe("zo\u00eb@example.com");
});

test("what is published of values: formats, bounds and names", () => {
  const { id, timestamp, line } = primitives;
  expect(z.toJSONSchema(id)).toMatchObject({ format: "uuid" });
  expect(z.toJSONSchema(timestamp)).toMatchObject({
    pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$",
  });
  expect(z.toJSONSchema(line(7))).toMatchObject({ maxLength: 7 });
  const named = [roles.organizationRole, roles.solutionRole, roles.memberStatus].map(
    (schema) => schema.meta()?.id,
  );
  expect(named).toEqual(["OrganizationRole", "SolutionRole", "MemberStatus"]);
});

describe("free settings", () => {
  const nested = (depth: number): object => (depth === 1 ? {} : { a: nested(depth - 1) });

  test.each([
    [{ a: "\0" }, "must be well-formed Unicode without NUL"],
    [{ a: ["\ud800"] }, "must be well-formed Unicode without NUL"],
    [{ a: 2 ** 53 }, "is too large to be kept as sent"],
    [{ a: Number.POSITIVE_INFINITY }, "is too large to be kept as sent"],
    [{ b: { "\0": 1 } }, "has a name that must be well-formed Unicode without NUL"],
    [nested(21), "must be at most 20 levels deep"],
  ])("cannot be %j", (settings, message) => {
    expect(messagesOf(freeSettings, settings)).toContain(message);
  });

  test.each([{ a: null }, { a: 1e21 }, { a: 2 ** 53 - 1 }, { a: 0.1 }, nested(20)])(
    "can be %j",
    (settings) => {
      expect(freeSettings.parse(settings)).toEqual(settings);
    },
  );

  test("have names of at most 500 characters where they are kept beside others", () => {
    const { error } = userSettings.safeParse({ ["x".repeat(501)]: 1 });
    const message = "has a name that must be at most 500 characters";
    expect(error?.issues).toMatchObject([{ message }]);
    expect(userSettings.safeParse({ ["x".repeat(500)]: 1 }).success).toBe(true);
  });

  test("are refused where they stand", () => {
    const { error } = freeSettings.safeParse({ a: { b: ["\0"] } });
    expect(error?.issues).toMatchObject([{ code: "custom", path: ["a", "b", "0"] }]);
  });

  test("a change fits into an event, with what it removes", () => {
    const bytes = (size: number) => ({ set: { a: "x".repeat(size) }, removed: [] });
    const around = JSON.stringify(bytes(0)).length;
    const atMost = 2 * settingsBytes + 100 - around;
    expect(messagesOf(settingsChange, bytes(atMost))).toEqual([]);
    expect(messagesOf(settingsChange, bytes(atMost + 1))).toEqual(["is too large"]);
    expect(messagesOf(settingsChange, { set: {}, removed: ["\0"] })).toEqual([
      "must be well-formed Unicode without NUL",
    ]);
    const names = Array.from({ length: 3_277 }, () => "a");
    expect(messagesOf(settingsChange, { set: {}, removed: names }).length).toBeGreaterThan(0);
    expect(messagesOf(settingsChange, { set: {}, removed: names.slice(1) })).toEqual([]);
  });

  test("a refusal says why, and what was written counts", () => {
    const small = { a: "x" };
    expect(changesTo(noSettings, { a: "x".repeat(settingsBytes) })).toEqual({
      rejected: "too-large",
      detail: "The settings take more than 16384 bytes of JSON.",
    });
    const change = { set: small, removed: [] };
    const size = JSON.stringify(change).length;
    const { written, values } = evolveSettings({ values: {}, written: 5 }, change);
    expect([written, values]).toEqual([5 + size, small]);
    const history = budgets.settingsHistory.limit;
    expect(changesTo({ values: {}, written: history - size }, small)).toEqual([change]);
    expect(changesTo({ values: {}, written: history - size + 1 }, small)).toEqual({
      rejected: "limit-reached",
      detail:
        "All changes of these settings have reached the budget settingsHistory. They cannot be changed any more.",
    });
  });

  test("are the same whatever the order of their fields, and not with more or other ones", () => {
    const state = { values: { a: { b: 1, c: [1, 2] } }, written: 0 };
    expect(changesTo(state, { a: { c: [1, 2], b: 1 } })).toEqual([]);
    for (const other of [
      { b: 1 },
      { b: 1, c: [1] },
      { b: 1, c: [1, 2], d: 3 },
      { b: 1, c: { 0: 1, 1: 2 } },
      1,
      null,
    ]) {
      expect(changesTo(state, { a: other })).toEqual([{ set: { a: other }, removed: [] }]);
    }
    const scalar = { values: { a: 1, b: null }, written: 0 };
    expect(changesTo(scalar, { a: {}, b: {} })).toEqual([{ set: { a: {}, b: {} }, removed: [] }]);
  });
});

test("only what differs is a change; what is left out or clears nothing is none", () => {
  type Patch = { a?: number | undefined; b?: null };
  const change = (wanted: Patch, known: Patch) => changedFields<Patch>(wanted, known);
  expect(change({ a: 1 }, { a: 2 })).toEqual({ a: 1 });
  expect(change({ a: undefined }, { a: 2 })).toBeUndefined();
  expect(change({ b: null }, {})).toBeUndefined();
  expect(change({ a: 1, b: null }, { a: 1 })).toBeUndefined();
});

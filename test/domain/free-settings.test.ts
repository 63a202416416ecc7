/** Settings that front ends keep: what may be in them, what an event holds of a change, and merging. */
import { describe, expect, test } from "vitest";
import {
  changesTo,
  evolveSettings,
  type FreeSettings,
  freeSettings,
  mergePatch,
  noSettings,
  type SettingsChange,
  settingsBytes,
} from "../../src/domain/free-settings.ts";
import { userSettings } from "../../src/domain/user/settings.ts";

describe("a change", () => {
  const state = evolveSettings(noSettings, { set: { a: 1, b: { c: [1] }, d: null }, removed: [] });

  test("holds only the fields that differ; null is a value like any other", () => {
    expect(changesTo(state, { a: 1, b: { c: [2] }, e: null })).toEqual([
      { set: { b: { c: [2] }, e: null }, removed: ["d"] },
    ]);
    expect(changesTo(state, { d: null, b: { c: [1] }, a: 1 })).toEqual([]);
    expect(changesTo(noSettings, {})).toEqual([]);
    const [lists, objects] = [{ a: [1, 0] }, { a: { 0: 1, 1: 0 } }];
    for (const [before, after, changes] of [
      [lists, { a: [1, -0] }, 0],
      [lists, { a: [0, 1] }, 1],
      [lists, objects, 1],
      [objects, { a: { 1: 0, 0: 1 } }, 0],
      [objects, { a: { 0: 1, 2: 0 } }, 1],
    ] as const) {
      expect(changesTo({ values: before, written: 0 }, after)).toHaveLength(changes);
    }
  });

  test("is refused if a number would not be kept as it was sent; a name counts code points", () => {
    for (const json of ["9007199254740993", "[12345678901234567890]", "1e400"]) {
      expect(freeSettings.safeParse(JSON.parse(`{"a":${json}}`)).success, json).toBe(false);
    }
    expect(freeSettings.safeParse({ a: [9007199254740991, 0.1, -1.5e-7] }).success).toBe(true);
    expect(freeSettings.safeParse({ ["😀".repeat(500)]: 1 }).success).toBe(true);
    expect(freeSettings.safeParse({ ["😀".repeat(501)]: 1 }).success).toBe(false);
  });

  const targets: FreeSettings[] = [{}, { a: 2 }, { "": 0, constructor: "x", b: { c: [1] } }];
  test.each(targets)("leads to what was wanted: %j", (wanted) => {
    const changes = changesTo(state, wanted) as readonly SettingsChange[];
    expect(changes.reduce(evolveSettings, state).values).toEqual(wanted);
  });

  test("is refused beyond 16,384 bytes of JSON, which are not characters", () => {
    const rest = settingsBytes - JSON.stringify({ a: "" }).length;
    expect(changesTo(noSettings, { a: "x".repeat(rest) })).toHaveLength(1);
    expect(changesTo(noSettings, { a: "x".repeat(rest + 1) })).toMatchObject({
      rejected: "too-large",
    });
    expect(changesTo(noSettings, { a: "ä".repeat(rest / 2 + 1) })).toMatchObject({
      rejected: "too-large",
    });
  });

  test("is refused once all changes have taken 16 MiB, so that the stream can always be read", () => {
    const large = { a: "x".repeat(16_000) };
    expect(changesTo({ values: {}, written: 4_194_304 - 17_000 }, large)).toHaveLength(1);
    expect(changesTo({ values: {}, written: 4_194_304 - 16_000 }, large)).toMatchObject({
      rejected: "limit-reached",
    });
  });
});

test.each([
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [["a", "b"], { a: 1 }, { a: 1 }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])("RFC 7396, appendix A: %j with %j is %j", (target, patch, merged) => {
  expect(mergePatch(target, patch)).toEqual(merged);
});

const nested = (levels: number): object =>
  levels === 1 ? {} : { a: levels % 2 === 0 ? nested(levels - 1) : [nested(levels - 2)] };

test.each([
  [{ a: "b\u0000c" }, ["a"]],
  [{ a: [{ b: "\ud800" }] }, ["a", "0", "b"]],
  [{ a: { "b\u0000": 1 } }, ["a"]],
  [{ "\udc00": 1 }, []],
  [{ a: [1, Number.POSITIVE_INFINITY] }, ["a", "1"]],
])("%j is refused where the fault is", (settings, path) => {
  for (const schema of [freeSettings, userSettings]) {
    expect(schema.safeParse(settings).error?.issues).toMatchObject([{ path }]);
  }
});

test("a field's name has at most 500 characters, but not in what the field holds", () => {
  for (const schema of [freeSettings, userSettings]) {
    expect(schema.safeParse({ ["n".repeat(500)]: { ["n".repeat(501)]: 1 } }).success).toBe(true);
    expect(schema.safeParse({ ["n".repeat(501)]: 1 }).success).toBe(false);
  }
});

test("lists and objects may lie 20 deep within each other", () => {
  expect(freeSettings.safeParse(nested(19)).success).toBe(true);
  expect(freeSettings.safeParse(nested(23)).success).toBe(false);
});

describe("a person's settings", () => {
  test.each([
    {},
    { theme: "dark", language: "de-CH", timeZone: "Europe/Zurich" },
    { theme: "system", language: "zh-Hant-TW", timeZone: "UTC" },
    { language: "en", timeZone: "America/Argentina/Buenos_Aires", other: { theme: 7 } },
  ])("may be %j", (settings) => {
    expect(userSettings.parse(settings)).toEqual(settings);
  });

  test.each([
    [{ theme: "blue" }, "theme"],
    [{ theme: null }, "theme"],
    [{ language: "german, please" }, "language"],
    [{ language: "" }, "language"],
    [{ language: "de_CH" }, "language"],
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ timeZone: "+01:00" }, "timeZone"],
    [{ timeZone: "" }, "timeZone"],
  ])("may not be %j", (settings, field) => {
    expect(userSettings.safeParse(settings).error?.issues).toMatchObject([{ path: [field] }]);
  });
});

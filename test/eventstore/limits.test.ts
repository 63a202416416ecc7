/** What is checked of records that the codec wrote: all bounds, without parsing what was just stringified. */
import { afterEach, expect, test, vi } from "vitest";
import { LimitExceeded } from "../../src/eventstore/errors.ts";
import { checkAppend, JsonRecord } from "../../src/eventstore/limits.ts";
import { limits } from "../../src/eventstore/port.ts";

const id = "00000000-0000-7000-8000-000000000001";
const check = (data: object, metadata: object = {}) =>
  checkAppend("user-1", "none", [new JsonRecord(id, "Tested", data, metadata)]);

/** Objects and arrays in turn, each in the other. */
function nested(depth: number): object {
  let value: object = {};
  for (let level = 1; level < depth; level += 1) value = level % 2 === 0 ? { value } : [value];
  return value;
}

afterEach(() => vi.restoreAllMocks());

test("is not parsed again", () => {
  const parse = vi.spyOn(JSON, "parse");
  check({ name: "Cänary 🐤 \ud800 \0", braces: "{".repeat(200) }, { at: "now" });
  expect(parse).not.toHaveBeenCalled();
});

test("nests as deep as the bound and no deeper, in data and in metadata", () => {
  check(nested(limits.depth), nested(limits.depth));
  expect(() => check(nested(limits.depth + 1))).toThrow(/^depth: 101 is more than 100$/);
  expect(() => check({}, nested(limits.depth + 1))).toThrow(LimitExceeded);
});

test("is as large as the bound and no larger", () => {
  const room = limits.appendBytes - check({ text: "" });
  expect(check({ text: "x".repeat(room) })).toBe(limits.appendBytes);
  expect(() => check({ text: "x".repeat(room + 1) })).toThrow(/^appendBytes/);
  expect(() => check({ text: "é".repeat(room / 2 + 1) })).toThrow(/^appendBytes/);
});

test("loses its trust with any change", () => {
  const changed = Object.assign({}, new JsonRecord(id, "Tested", {}, {}), { data: "{" });
  expect(() => checkAppend("user-1", "none", [changed])).toThrow(TypeError);
});

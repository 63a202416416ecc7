/** Records that the codec wrote are checked against all bounds, without parsing them again. */
import { afterEach, expect, test, vi } from "vitest";
import { LimitExceeded } from "../../src/eventstore/errors.ts";
import { checkAppend, JsonRecord } from "../../src/eventstore/limits.ts";
import { limits } from "../../src/eventstore/port.ts";

const id = "00000000-0000-7000-8000-000000000001";
const check = (data: object, metadata: object = {}) =>
  checkAppend("user-1", "none", [new JsonRecord(id, "Tested", data, metadata)]);

/** Alternately nested objects and arrays. */
function nested(depth: number): object {
  let value: object = {};
  for (let level = 1; level < depth; level += 1) value = level % 2 === 0 ? { value } : [value];
  return value;
}

afterEach(() => vi.restoreAllMocks());

test("a record of the codec is not parsed again", () => {
  const parse = vi.spyOn(JSON, "parse");
  check({ name: "Cänary 🐤 \ud800 \0", braces: "{".repeat(200) }, { at: "now" });
  expect(parse).not.toHaveBeenCalled();
});

test("data and metadata cannot nest deeper than the bound", () => {
  check(nested(limits.depth), nested(limits.depth));
  expect(() => check(nested(limits.depth + 1))).toThrow(/^depth: 101 is more than 100$/);
  expect(() => check({}, nested(limits.depth + 1))).toThrow(LimitExceeded);
});

test("an append cannot be larger than the bound", () => {
  const room = limits.appendBytes - check({ text: "" });
  expect(check({ text: "x".repeat(room) })).toBe(limits.appendBytes);
  expect(() => check({ text: "x".repeat(room + 1) })).toThrow(/^appendBytes/);
  expect(() => check({ text: "é".repeat(room / 2 + 1) })).toThrow(/^appendBytes/);
});

test("a changed copy of such a record is parsed", () => {
  const changed = Object.assign({}, new JsonRecord(id, "Tested", {}, {}), { data: "{" });
  expect(() => checkAppend("user-1", "none", [changed])).toThrow(TypeError);
});

/** An erasure is confirmed by typing. */
import { expect, test } from "vitest";
import { isConfirmed } from "../../../console/src/erasure/confirmation.ts";

test.each([
  ["forget me", true],
  [" Forget Me ", true],
  ["ada@example.com", true],
  ["FORGET ME", true],
  ["STRASSE@example.com", true],
  ["forget", false],
  ["", false],
])("%j: %s", (typed, expected) => {
  expect(isConfirmed(typed, ["forget me", "ada@example.com", "straße@example.com"])).toBe(expected);
});

test("an address that is missing is confirmed by nothing", () => {
  expect(isConfirmed("", ["forget me", ""])).toBe(false);
});

/** Which revisions an `If-Match` header names. */
import { expect, test } from "vitest";
import { isNamedBy, revisionsIn } from "../../../src/http/kit/if-match.ts";

test.each([
  ['"9"', [9]],
  ['"0"', [0]],
  ['W/"9"', [9]],
  [' "1" ,W/"2",, "3"', [1, 2, 3]],
  ['"of-others", "4"', [4]],
  ['"a,"', []],
  ['"1,"', []],
])("%s names its tags", (header, revisions) => {
  expect(revisionsIn(header)).toEqual(revisions);
});

test.each(['"09"', '"+9"', '"9 "', '"9.0"', '"0x9"', '"٩"', '"-0"', '"9999999999999999999999"'])(
  "the tag %s, which the service never gives, matches nothing",
  (header) => expect(revisionsIn(header)).toEqual([]),
);

test.each(["", "9", '"9', 'w/"9"', 'W/ "9"', '"9" "9"', '"9", *', '*, "9"', '"9";', "'9'"])(
  "the header [%s], which is no list of tags, matches nothing",
  (header) => expect(revisionsIn(header)).toEqual([]),
);

test.each([undefined, "*", " * "])("%s means any revision", (header) => {
  expect(revisionsIn(header)).toBeUndefined();
});

// RFC 9110, 8.8.3.2.
test.each([
  ['W/"1"', 'W/"1"', false, true],
  ['W/"1"', 'W/"2"', false, false],
  ['W/"1"', '"1"', false, true],
  ['"1"', 'W/"1"', false, true],
  ['"1"', '"1"', true, true],
  ['"2", W/"1"', '"1"', false, true],
  ['W/"1", "1"', '"1"', true, true],
  ["*", 'W/"1"', true, true],
])("%s names the tag %s: strongly %s, weakly %s", (header, tag, strongly, weakly) => {
  expect(isNamedBy(header, tag, "strong")).toBe(strongly);
  expect(isNamedBy(header, tag, "weak")).toBe(weakly);
});

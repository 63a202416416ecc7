/** Changed members in the pages of a list. */
import { expect, test } from "vitest";
import type { Schemas } from "../../../clients/typescript/src/index.ts";
import { idsIn, withMembers } from "../../../console/src/members/member-pages.ts";

const member = (userId: string, name = userId) => ({ userId, name }) as Schemas["Member"];
const pages = [{ items: [member("a"), member("b")] }, { items: [member("c")] }];

test("a changed member stays where they stand, and other pages stay the same objects", () => {
  const next = withMembers(pages, new Map([["b", member("b", "Bo")]]));
  expect(next[0]?.items.map(({ name }) => name)).toEqual(["a", "Bo"]);
  expect(next[1]).toBe(pages[1]);
});

test("what is not in the pages changes nothing", () => {
  expect(withMembers(pages, new Map([["x", member("x")]]))).toBe(pages);
  expect([...idsIn(pages, ["c", "x", "a"])].toSorted()).toEqual(["a", "c"]);
});

/** The list of users in the address bar. */
import { expect, test } from "vitest";
import { isFiltered, membersFilter, membersSearch } from "../../../console/src/members/search.ts";

test("the address keeps what is known of a view and drops the rest", () => {
  const solution = "01980000-0000-7000-8000-000000000001";
  const known = { search: "ada", role: "ADMIN", status: "INVITED", solution, sort: "-role" };
  expect(membersSearch({ ...known, other: 1 })).toEqual(known);
  const unknown = { search: "", role: "KING", status: 3, solution: "x", sort: "size" };
  expect(Object.values(membersSearch(unknown)).every((each) => each === undefined)).toBe(true);
});

test("digits are searched for as text, and the usual order needs no place in the address", () => {
  expect(membersSearch({ search: 42, sort: "name" })).toMatchObject({
    search: "42",
    sort: undefined,
  });
});

test("a view is the service's filters", () => {
  expect(
    membersFilter({ role: "OWNER", status: "ACTIVE", solution: "none", sort: "email" }),
  ).toEqual({
    includeRoles: ["OWNER"],
    status: ["ACTIVE"],
    withoutSolutions: "true",
    sort: "email",
  });
  expect(membersFilter({ search: "a", solution: "s-1" })).toEqual({
    search: "a",
    solutionIds: ["s-1"],
  });
  expect([isFiltered({ sort: "email" }), isFiltered({ solution: "none" })]).toEqual([false, true]);
});

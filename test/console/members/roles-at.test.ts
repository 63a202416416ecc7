/** The roles of a past day, and the address of a user's page. */
import { expect, test } from "vitest";
import type { Schemas } from "../../../clients/typescript/src/index.ts";
import { memberSearch } from "../../../console/src/members/member-search.ts";
import { endOfDay, rolesAt } from "../../../console/src/members/roles-at.ts";

const interval = (
  role: string,
  validFrom: string,
  validTo: string | undefined,
  solutionId?: string,
): Schemas["RoleInterval"] => ({
  scope: solutionId === undefined ? "ORGANIZATION" : "SOLUTION",
  role,
  status: "ACTIVE",
  validFrom: `${validFrom}T10:00:00.000Z`,
  changedBy: "ada",
  position: 1,
  ...(validTo === undefined ? {} : { validTo: `${validTo}T10:00:00.000Z` }),
  ...(solutionId === undefined ? {} : { solutionId }),
});

const history = [
  interval("USER", "2026-03-01", "2026-03-05"),
  interval("ADMIN", "2026-03-05", undefined),
  interval("EDITOR", "2026-03-02", "2026-03-04", "s1"),
];

test("a role is held from its grant up to, and not at, its end", () => {
  const rolesOn = (day: string) => {
    const { organization, solutions } = rolesAt(history, endOfDay(day));
    return [organization?.role, solutions.map(({ role }) => role)];
  };
  expect(rolesOn("2026-02-28")).toEqual([undefined, []]);
  expect(rolesOn("2026-03-01")).toEqual(["USER", []]);
  expect(rolesOn("2026-03-03")).toEqual(["USER", ["EDITOR"]]);
  expect(rolesOn("2026-03-04")).toEqual(["USER", []]);
  expect(rolesOn("2026-03-05")).toEqual(["ADMIN", []]);
  expect(rolesAt(history, "2026-03-05T10:00:00.000Z").organization?.role).toBe("ADMIN");
});

test("the end of today is now", () => {
  const now = Date.parse("2026-03-05T12:00:00.000Z");
  expect(endOfDay("2026-03-05", now)).toBe("2026-03-05T12:00:00.000Z");
  expect(endOfDay("2026-03-04", now)).toBe("2026-03-04T23:59:59.999Z");
});

test("the address bar keeps a day and a tab that there are", () => {
  expect(memberSearch({ asOf: "2026-03-05", tab: "timeline" })).toMatchObject({
    asOf: "2026-03-05",
    tab: "timeline",
  });
  expect(memberSearch({ asOf: "yesterday", tab: 1 })).toMatchObject({
    asOf: undefined,
    tab: undefined,
  });
});

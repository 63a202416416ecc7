/** The order of a timeline of access, and what was held when. */
import { expect, test } from "vitest";
import { byScope, isHeldAt, roleText } from "../../../console/src/audit/intervals.ts";
import { en as english } from "../../support/texts.ts";

const base = { role: "USER", status: "ACTIVE", changedBy: "a" } as const;
const organization = { ...base, scope: "ORGANIZATION" } as const;
const inSolution = { ...base, scope: "SOLUTION", solutionId: "s" } as const;

test("the organization comes first, and in each scope the newest", () => {
  const day = (number: number) => ({ validFrom: `2026-01-0${number}T00:00:00.000Z` });
  const scopes = byScope([
    { ...inSolution, ...day(1), position: 1 },
    { ...organization, ...day(2), position: 2 },
    { ...organization, ...day(3), position: 3 },
  ]);
  expect(
    scopes.map(({ solutionId, intervals }) => [solutionId, intervals.map((e) => e.position)]),
  ).toEqual([
    [undefined, [3, 2]],
    ["s", [1]],
  ]);
});

test("a role is held from its first moment on, and not at its last one", () => {
  const interval = {
    ...organization,
    position: 1,
    validFrom: "2026-01-01T00:00:00.000Z",
    validTo: "2026-02-01T00:00:00.000Z",
  };
  expect(isHeldAt(interval, "2025-12-31T23:59:59.999Z")).toBe(false);
  expect(isHeldAt(interval, "2026-01-01T00:00:00.000Z")).toBe(true);
  expect(isHeldAt(interval, "2026-02-01T00:00:00.000Z")).toBe(false);
  expect(isHeldAt(interval, undefined)).toBe(false);
});

test("a status that takes the access is said beside the role", () => {
  expect(roleText({ role: "ADMIN", status: "DISABLED" }, english)).toBe("Admin (Disabled)");
  expect(roleText({ role: "DENY", status: "DISABLED", solutionId: "s" }, english)).toBe(
    "Access paused",
  );
});

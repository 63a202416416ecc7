/** Which roles in a solution can be given, and what a pause took away. */
import { expect, test } from "vitest";
import type { Schemas } from "../../../clients/typescript/src/index.ts";
import {
  mayUnassign,
  roleBeforePause,
  solutionRoleChoices,
} from "../../../console/src/solutions/role-choices.ts";

type Acting = Parameters<typeof solutionRoleChoices>[0];

function allowed(acting: Acting, held?: Acting): string[] {
  const choices = solutionRoleChoices(acting, held);
  return choices.filter(({ isAllowed }) => isAllowed).map(({ role }) => role);
}

test("nobody gives or changes a role above their own in the solution", () => {
  expect(allowed("OWNER", "USER")).toEqual(["OWNER", "ADMIN", "EDITOR", "USER", "DENY"]);
  expect(allowed("ADMIN")).toEqual(["ADMIN", "EDITOR", "USER", "DENY"]);
  expect(allowed("ADMIN", "OWNER")).toEqual(["OWNER"]);
  expect(allowed("EDITOR", "USER")).toEqual(["USER"]);
  expect(mayUnassign("ADMIN", "OWNER")).toBe(false);
  expect(mayUnassign("ADMIN", "DENY")).toBe(true);
});

test("a pause is ended with the role before it", () => {
  const interval = (
    role: string,
    position: number,
    solutionId = "s1",
  ): Schemas["RoleInterval"] => ({
    scope: "SOLUTION",
    solutionId,
    role,
    status: role === "DENY" ? "DISABLED" : "ACTIVE",
    validFrom: "2026-01-01T00:00:00.000Z",
    changedBy: "ada",
    position,
  });
  const history = [
    interval("DENY", 9),
    interval("USER", 2),
    interval("EDITOR", 5),
    interval("OWNER", 7, "s2"),
  ];
  expect(roleBeforePause(history, "s1")).toBe("EDITOR");
  expect(roleBeforePause([], "s1")).toBe("USER");
});

/** The tables of docs/domain.md, "Permissions by organization role" and "Permissions by solution role". */
import { describe, expect, test } from "vitest";
import {
  inScope,
  maySolution,
  type Permission,
  reach,
  solutionAuthority,
} from "../../src/domain/rights.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";

describe("permissions by organization role", () => {
  const table: [Permission, string, string, string, string][] = [
    ["users:view", "all", "all", "all", "none"],
    ["users:manage", "all", "all", "none", "none"],
    ["users:change-role", "all", "all", "none", "none"],
    ["solutions:view", "all", "all", "own", "none"],
    ["solutions:run", "own", "own", "own", "own"],
    ["solutions:permissions", "all", "all", "own", "none"],
    ["notifications:view", "own", "own", "none", "none"],
    ["notifications:send", "all", "all", "none", "none"],
    ["settings:manage", "all", "none", "none", "none"],
    ["troubleshooting:organization", "all", "none", "none", "none"],
    ["audit:read", "all", "all", "none", "none"],
  ];
  test.each(table)("%s: %s, %s, %s, %s", (permission, ...expected) => {
    expect(organizationRoles.map((role) => reach(permission, role))).toEqual(expected);
  });
});

describe("permissions by solution role, for a creator of the organization", () => {
  const table: [Permission, boolean, boolean, boolean, boolean, boolean][] = [
    ["solutions:run", true, false, false, true, false],
    ["solutions:view", true, true, true, false, false],
    ["solutions:permissions", true, true, false, false, false],
    ["troubleshooting:solution", true, false, false, false, false],
    ["solutions:delete", true, false, false, false, false],
  ];
  test.each(table)("%s: %s, %s, %s, %s, %s", (permission, ...expected) => {
    expect(solutionRoles.map((role) => maySolution(permission, "CREATOR", role))).toEqual(expected);
  });
});

test("owners and admins of the organization reach every solution; users reach none", () => {
  for (const role of ["OWNER", "ADMIN"] as const) {
    expect(maySolution("solutions:view", role, undefined)).toBe(true);
    expect(maySolution("solutions:permissions", role, "DENY")).toBe(true);
    expect(solutionAuthority(role, undefined)).toBe("OWNER");
  }
  for (const solutionRole of solutionRoles) {
    expect(maySolution("solutions:view", "USER", solutionRole)).toBe(false);
    expect(maySolution("solutions:permissions", "USER", solutionRole)).toBe(false);
  }
  expect(maySolution("solutions:view", "CREATOR", undefined)).toBe(false);
  expect(solutionAuthority("CREATOR", "EDITOR")).toBe("EDITOR");
});

test("deleting a solution depends on the solution role alone", () => {
  for (const role of ["OWNER", "ADMIN", "CREATOR"] as const) {
    expect(maySolution("solutions:delete", role, "OWNER")).toBe(true);
    expect(maySolution("solutions:delete", role, "ADMIN")).toBe(false);
    expect(maySolution("solutions:delete", role, undefined)).toBe(false);
  }
});

test("scopes narrow a token; a session is not narrowed", () => {
  expect(inScope("users:view", undefined)).toBe(true);
  expect(inScope("users:view", ["users:view"])).toBe(true);
  expect(inScope("users:manage", ["users:view"])).toBe(false);
});

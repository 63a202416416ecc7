/** The tables of docs/domain.md, "Permissions by organization role" and "Permissions by solution role". */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  accountScopes,
  inScope,
  maySolution,
  type Permission,
  permissions,
  reach,
  rolesThatMay,
  solutionAuthority,
  solutionRolesThatMay,
} from "../../src/domain/rights.ts";
import { organizationRoles, solutionRoles } from "../../src/domain/roles.ts";

type Row = readonly string[];

/** The rows below this heading of docs/domain.md that have as many cells. */
async function rowsOf(heading: string, cells: number): Promise<Row[]> {
  const page = await readFile("docs/domain.md", "utf8");
  const [, section = ""] = page.split(`\n### ${heading}\n`);
  const [table = ""] = section.split("\n#");
  return table
    .split("\n")
    .filter((row) => row.startsWith("| "))
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    )
    .filter((row) => row.length === cells)
    .slice(1);
}

test("the permissions by organization role are those of docs/domain.md, and no others", async () => {
  const rows = await rowsOf("Permissions by organization role", 7);
  const named = rows.filter(([, name]) => name !== "");
  const written = named.map(([, name = "", ...cells]): [string, Row] => [
    name,
    cells.slice(0, 4).map((cell) => ({ yes: "all", no: "none" })[cell] ?? cell),
  ]);
  const actual = permissions.map((permission): [string, Row] => [
    permission,
    organizationRoles.map((role) => reach(permission, role)),
  ]);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(written));
  for (const permission of permissions) {
    const may = organizationRoles.filter((role) => reach(permission, role) !== "none");
    expect(rolesThatMay(permission)).toEqual(may);
  }
});

/** The rows of the second table, by the permission that each means. */
const inSolutions: Readonly<Record<string, Permission>> = {
  "run on a device": "solutions:run",
  "view in management": "solutions:view",
  "assign, unassign, change role": "solutions:permissions",
  "troubleshooting of the solution": "troubleshooting:solution",
  "delete the solution": "solutions:delete",
  "change details and settings": "solutions:change",
};

test("the permissions by solution role are those of docs/domain.md, and no others", async () => {
  const rows = await rowsOf("Permissions by solution role", 7);
  const written = rows.map(([title = "", ...cells]): [string, string[]] => [
    inSolutions[title] ?? title,
    solutionRoles.filter((_, index) => cells[index] === "yes"),
  ]);
  const having = permissions.filter((permission) => solutionRolesThatMay(permission).length > 0);
  const actual = having.map((permission) => [permission, solutionRolesThatMay(permission)]);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(written));
  for (const permission of permissions) {
    const isOwn = reach(permission, "CREATOR") === "own";
    const may = solutionRoles.filter((role) => maySolution(permission, "CREATOR", role));
    const expected = isOwn ? solutionRolesThatMay(permission) : may;
    expect(may).toEqual(expected);
  }
});

test("an account session may do what every role may", () => {
  expect(accountScopes).toEqual(["solutions:run", "account:manage"]);
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

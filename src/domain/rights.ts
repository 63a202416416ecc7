/**
 * The permission tables ("Permissions by organization role", "Permissions by solution role") and the
 * guard "never above yourself" ("Guards") of docs/domain.md. Commands, queries and tokens all use them.
 */
import { z } from "zod";
import { type Rejection, reject } from "./decider.ts";
import { id } from "./primitives.ts";
import {
  isAbove,
  isSolutionRoleAbove,
  type OrganizationRole,
  organizationRoles,
  type SolutionRole,
} from "./roles.ts";

/** How far a permission of an organization role reaches. `own` depends on the solution role too. */
type Reach = "all" | "own" | "none";
type Row = readonly [OWNER: Reach, ADMIN: Reach, CREATOR: Reach, USER: Reach];

/** Permissions by organization role. Their names are also the scopes of tokens. */
const organizationPermissions = {
  "users:view": ["all", "all", "all", "none"],
  "users:manage": ["all", "all", "none", "none"],
  "users:change-role": ["all", "all", "none", "none"],
  "solutions:view": ["all", "all", "own", "none"],
  "solutions:register": ["all", "all", "all", "none"],
  "solutions:change": ["all", "all", "own", "none"],
  "solutions:delete": ["own", "own", "own", "none"],
  "solutions:run": ["own", "own", "own", "own"],
  "solutions:permissions": ["all", "all", "own", "none"],
  "notifications:view": ["own", "own", "none", "none"],
  "notifications:send": ["all", "all", "none", "none"],
  "settings:manage": ["all", "none", "none", "none"],
  "troubleshooting:organization": ["all", "none", "none", "none"],
  "troubleshooting:solution": ["own", "own", "own", "none"],
  "audit:read": ["all", "all", "none", "none"],
  "usage:view": ["all", "all", "none", "none"],
  "account:manage": ["all", "all", "all", "all"],
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof organizationPermissions;
export const permissions = Object.keys(organizationPermissions) as [Permission, ...Permission[]];

/** The permissions of an account session: what every member may do, whatever their role. */
export const accountScopes: readonly Permission[] = permissions.filter(
  (permission) => organizationPermissions[permission][3] !== "none",
);

/** Permissions by solution role. They count where the organization role says `own`. */
const solutionPermissions: Partial<Record<Permission, readonly SolutionRole[]>> = {
  "solutions:view": ["OWNER", "ADMIN", "EDITOR"],
  "solutions:change": ["OWNER", "ADMIN", "EDITOR"],
  "solutions:run": ["OWNER", "USER"],
  "solutions:permissions": ["OWNER", "ADMIN"],
  "solutions:delete": ["OWNER"],
  "troubleshooting:solution": ["OWNER"],
};

const columns = { OWNER: 0, ADMIN: 1, CREATOR: 2, USER: 3 } as const;

/** How far the permission reaches for an active member with this role. */
export function reach(permission: Permission, role: OrganizationRole): Reach {
  return organizationPermissions[permission][columns[role]];
}

/** The organization roles that have the permission, even if only for `own`. */
export function rolesThatMay(permission: Permission): readonly OrganizationRole[] {
  return organizationRoles.filter((role) => reach(permission, role) !== "none");
}

/** Does a member with these two roles have the permission in the solution? */
export function maySolution(
  permission: Permission,
  role: OrganizationRole,
  solutionRole: SolutionRole | undefined,
): boolean {
  const reached = reach(permission, role);
  if (reached !== "own") return reached === "all";
  return (
    solutionRole !== undefined && (solutionPermissions[permission] ?? []).includes(solutionRole)
  );
}

/** The solution roles that have the permission where the organization role says `own`. */
export function solutionRolesThatMay(permission: Permission): readonly SolutionRole[] {
  return solutionPermissions[permission] ?? [];
}

/** The role with which a member acts in a solution. Whoever manages all solutions acts as its owner. */
export function solutionAuthority(
  role: OrganizationRole,
  solutionRole: SolutionRole | undefined,
): SolutionRole | undefined {
  return reach("solutions:permissions", role) === "all" ? "OWNER" : solutionRole;
}

/** To what a credential is narrowed. */
export const narrowing = {
  organizationId: id.optional().describe("The only organization that it opens."),
  scopes: z
    .array(z.string())
    .readonly()
    .optional()
    .describe("The permissions to which it is narrowed."),
};

/** A credential with scopes needs the permission among them. */
export function inScope(permission: Permission, scopes: readonly string[] | undefined): boolean {
  return scopes === undefined || scopes.includes(permission);
}

/**
 * Never above yourself: nobody grants, changes, disables or removes a role above their own.
 * `own` is the actor's role. `touched` are the roles before and after the change.
 */
export function neverAbove(
  own: OrganizationRole | "SYSTEM",
  ...touched: readonly OrganizationRole[]
): Rejection | undefined {
  const above = own === "SYSTEM" ? undefined : touched.find((role) => isAbove(role, own));
  return above && reject("forbidden", `The role ${above} is above your own, ${own}.`);
}

/** The same guard within a solution. `own` is undefined if the actor has no role in it. */
export function neverAboveInSolution(
  own: SolutionRole | "SYSTEM" | undefined,
  ...touched: readonly SolutionRole[]
): Rejection | undefined {
  if (own === "SYSTEM") return undefined;
  if (own === undefined) return reject("forbidden", "You have no role in this solution.");
  const above = touched.find((role) => isSolutionRoleAbove(role, own));
  return above && reject("forbidden", `The solution role ${above} is above your own, ${own}.`);
}

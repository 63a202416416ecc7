/**
 * What a role may do, so that the pages show no control that the service would refuse. The service decides;
 * this table only follows docs/domain.md ("Permissions by organization role").
 */
import type { Schemas } from "@muster/client";

type Role = Schemas["OrganizationRole"];
type SolutionRole = Schemas["SolutionRole"];

/** From the highest to the lowest. */
export const organizationRoles = ["OWNER", "ADMIN", "CREATOR", "USER"] as const;
export const solutionRoles = ["OWNER", "ADMIN", "EDITOR", "USER", "DENY"] as const;

const allowed = {
  "users:view": ["OWNER", "ADMIN", "CREATOR"],
  "users:manage": ["OWNER", "ADMIN"],
  "users:change-role": ["OWNER", "ADMIN"],
  "solutions:view": ["OWNER", "ADMIN", "CREATOR"],
  "solutions:register": ["OWNER", "ADMIN", "CREATOR"],
  "notifications:send": ["OWNER", "ADMIN"],
  "settings:manage": ["OWNER"],
  "templates:view": ["OWNER", "ADMIN"],
  "troubleshooting:organization": ["OWNER"],
  "audit:read": ["OWNER", "ADMIN"],
  "usage:view": ["OWNER", "ADMIN"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof allowed;

export function may(role: Role, permission: Permission): boolean {
  return (allowed[permission] as readonly Role[]).includes(role);
}

/** Nobody grants, changes, disables or removes a role above their own. */
export function isAbove(role: Role, other: Role): boolean {
  return organizationRoles.indexOf(role) < organizationRoles.indexOf(other);
}

/** The solution role with which somebody acts: owners and admins act as the solution's owner. */
export function actingRole(role: Role, solutionRole: SolutionRole | undefined): SolutionRole {
  if (role === "OWNER" || role === "ADMIN") return "OWNER";
  return role === "CREATOR" ? (solutionRole ?? "DENY") : "DENY";
}

const allowedInSolution = {
  view: ["OWNER", "ADMIN", "EDITOR"],
  assign: ["OWNER", "ADMIN"],
  change: ["OWNER", "ADMIN", "EDITOR"],
} as const satisfies Record<string, readonly SolutionRole[]>;

export function mayInSolution(
  acting: SolutionRole,
  permission: keyof typeof allowedInSolution,
): boolean {
  return (allowedInSolution[permission] as readonly SolutionRole[]).includes(acting);
}

/** The roles and their ranks (docs/domain.md, "Roles"). */
import { z } from "zod";

/** From highest to lowest. */
export const organizationRoles = ["OWNER", "ADMIN", "CREATOR", "USER"] as const;
export type OrganizationRole = (typeof organizationRoles)[number];
export const organizationRole = z.enum(organizationRoles).meta({ id: "OrganizationRole" });

/** From highest to lowest. `DENY` keeps the assignment but switches access off. */
export const solutionRoles = ["OWNER", "ADMIN", "EDITOR", "USER", "DENY"] as const;
export type SolutionRole = (typeof solutionRoles)[number];
export const solutionRole = z.enum(solutionRoles).meta({ id: "SolutionRole" });

export const memberStatuses = ["INVITED", "ACTIVE", "DISABLED"] as const;
export type MemberStatus = (typeof memberStatuses)[number];
export const memberStatus = z
  .enum(memberStatuses, `must be one of ${memberStatuses.join(", ")}`)
  .meta({ id: "MemberStatus" });

/** Is `role` above `other`? */
export function isAbove(role: OrganizationRole, other: OrganizationRole): boolean {
  return organizationRoles.indexOf(role) < organizationRoles.indexOf(other);
}

/** Is the solution role `role` above `other`? */
export function isSolutionRoleAbove(role: SolutionRole, other: SolutionRole): boolean {
  return solutionRoles.indexOf(role) < solutionRoles.indexOf(other);
}

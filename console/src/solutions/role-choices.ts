/**
 * Which roles in a solution somebody may give a member, and what a pause had taken away. The service decides;
 * this only follows docs/domain.md ("Guards").
 */
import type { Schemas } from "@muster/client";
import { mayInSolution, solutionRoles } from "../app/permissions.ts";

type SolutionRole = Schemas["SolutionRole"];

export interface SolutionRoleChoice {
  readonly role: SolutionRole;
  readonly isAllowed: boolean;
}

/**
 * Nobody grants, changes or takes away a role above their own.
 * @param acting the role with which the caller acts in the solution
 * @param held the member's role before; undefined if the solution is not theirs yet
 */
export function solutionRoleChoices(
  acting: SolutionRole,
  held: SolutionRole | undefined,
): readonly SolutionRoleChoice[] {
  return solutionRoles.map((role) => ({
    role,
    isAllowed: role === held || (mayUnassign(acting, held) && !isAbove(role, acting)),
  }));
}

/** May the caller change or take away this role? */
export function mayUnassign(acting: SolutionRole, held: SolutionRole | undefined): boolean {
  return mayInSolution(acting, "assign") && (held === undefined || !isAbove(held, acting));
}

/** The role that the member had before their access was paused; the role of an assignment without one if nothing is known. */
export function roleBeforePause(
  history: readonly Schemas["RoleInterval"][],
  solutionId: string,
): SolutionRole {
  const former = history
    .filter((each) => each.solutionId === solutionId && each.role !== "DENY")
    .toSorted((a, b) => b.position - a.position)[0];
  return solutionRoles.find((role) => role === former?.role) ?? "USER";
}

function isAbove(role: SolutionRole, other: SolutionRole): boolean {
  return solutionRoles.indexOf(role) < solutionRoles.indexOf(other);
}

/** Who may view the members of an organization and of its solutions, and which of their solutions. */
import { reach, solutionRolesThatMay } from "../../domain/rights.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { solutionsWithRole } from "../../projections/directory/queries/authorization.ts";
import { authorize, authorizeSolution, type Standing } from "../kit/authorize.ts";
import type { Membership } from "../kit/change-member.ts";
import type { QueryContext } from "../kit/context.ts";

/** What the caller may see of members' solutions. */
interface SolutionsShown {
  readonly callerId: string;
  /** Undefined: all solutions. */
  readonly only: ReadonlySet<string> | undefined;
}

/** @throws RejectedError unless the caller may view users */
export async function requireMembersInView(context: QueryContext, organizationId: string) {
  const standing = await authorize(context, organizationId, "users:view");
  return solutionsShown(context, standing, organizationId);
}

/** Members may view themselves. @throws RejectedError unless the caller may view this member */
export async function requireMemberInView(
  context: QueryContext,
  { organizationId, userId }: Membership,
): Promise<SolutionsShown> {
  const isOwn = userId === context.caller.userId;
  const standing = await authorize(context, organizationId, isOwn ? undefined : "users:view");
  return solutionsShown(context, standing, organizationId);
}

/** @throws RejectedError unless the caller may view both users and the solution */
export async function requireSolutionMembersInView(
  context: QueryContext,
  solution: { readonly organizationId: string; readonly solutionId: string },
): Promise<SolutionsShown> {
  await authorizeSolution(context, solution, "solutions:view");
  return requireMembersInView(context, solution.organizationId);
}

/** For the answer to a change of a member's solutions. @throws RejectedError unless the caller is active */
export async function solutionsInAnswer(context: QueryContext, organizationId: string) {
  return solutionsShown(context, await authorize(context, organizationId), organizationId);
}

/** Who may not view a solution does not see who has it either. */
async function solutionsShown(
  { services, caller }: QueryContext,
  { role }: Standing,
  organizationId: string,
): Promise<SolutionsShown> {
  const callerId = caller.userId;
  if (reach("solutions:view", role) === "all") return { callerId, only: undefined };
  const roles = solutionRolesThatMay("solutions:view");
  return {
    callerId,
    only: await solutionsWithRole(services.pool, organizationId, callerId, roles),
  };
}

/** The member without the solutions that the caller may not view. People see all their own. */
export function memberShown<
  Item extends {
    readonly userId: string;
    readonly solutions: Readonly<Record<string, SolutionRole>>;
  },
>(item: Item, { callerId, only }: SolutionsShown): Item {
  if (only === undefined || item.userId === callerId) return item;
  const solutions = Object.entries(item.solutions).filter(([solutionId]) => only.has(solutionId));
  return { ...item, solutions: Object.fromEntries(solutions) };
}

/** A filter by solutions that the caller may not view matches nobody. */
export function filterShown<
  Filter extends { readonly solutionIds?: readonly string[] | undefined },
>(filter: Filter, { only }: SolutionsShown): Filter {
  const { solutionIds } = filter;
  if (only === undefined || solutionIds === undefined) return filter;
  return { ...filter, solutionIds: solutionIds.filter((solutionId) => only.has(solutionId)) };
}

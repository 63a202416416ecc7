/** Who may view the members of an organization and of its solutions. */
import { authorize, authorizeSolution } from "../kit/authorize.ts";
import type { Membership } from "../kit/change-member.ts";
import type { QueryContext } from "../kit/context.ts";

/** @throws RejectedError unless the caller may view users */
export async function requireMembersInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  await authorize(context, organizationId, "users:view");
}

/** Members may view themselves. @throws RejectedError unless the caller may view this member */
export async function requireMemberInView(
  context: QueryContext,
  { organizationId, userId }: Membership,
): Promise<void> {
  const isOwn = userId === context.caller.userId;
  await authorize(context, organizationId, isOwn ? undefined : "users:view");
}

/** @throws RejectedError unless the caller may view both users and the solution */
export async function requireSolutionMembersInView(
  context: QueryContext,
  solution: { readonly organizationId: string; readonly solutionId: string },
): Promise<void> {
  await authorizeSolution(context, solution, "solutions:view");
  await authorize(context, solution.organizationId, "users:view");
}

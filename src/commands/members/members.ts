/** Who may look at members: at those of the organization, and at those of one of its solutions. */
import { authorize, authorizeSolution } from "../kit/authorize.ts";
import type { Membership } from "../kit/change-member.ts";
import type { QueryContext } from "../kit/context.ts";

export async function requireMembersInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  await authorize(context, organizationId, "users:view");
}

/** Everybody may see themselves. */
export async function requireMemberInView(
  context: QueryContext,
  { organizationId, userId }: Membership,
): Promise<void> {
  const isOwn = userId === context.caller.userId;
  await authorize(context, organizationId, isOwn ? undefined : "users:view");
}

export async function requireSolutionMembersInView(
  context: QueryContext,
  solution: { readonly organizationId: string; readonly solutionId: string },
): Promise<void> {
  await authorizeSolution(context, solution, "solutions:view");
  await authorize(context, solution.organizationId, "users:view");
}

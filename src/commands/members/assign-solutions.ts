/** AssignSolution, ChangeSolutionRole, UnassignSolution: for one solution, or all or none of several. */
import type { SolutionRole } from "../../domain/roles.ts";
import { authorize, standingInSolutions } from "../kit/authorize.ts";
import { changeMember, type Membership } from "../kit/change-member.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";

interface Assignment {
  readonly solutionId: string;
  readonly userRole?: SolutionRole | undefined;
}

export function assignSolution(
  context: CommandContext,
  { solutionId, userRole, ...membership }: Membership & Assignment,
): Promise<CommandResult> {
  return changeSolutions(context, {
    ...membership,
    assign: [{ solutionId, userRole }],
    unassign: [],
  });
}

export function unassignSolution(
  context: CommandContext,
  { solutionId, ...membership }: Membership & { readonly solutionId: string },
): Promise<CommandResult> {
  return changeSolutions(context, { ...membership, assign: [], unassign: [solutionId] });
}

/** Only where the solution is assigned. Without a role, the present one stays. */
export async function changeSolutionRole(
  context: CommandContext,
  { solutionId, userRole, ...membership }: Membership & Assignment,
): Promise<CommandResult> {
  const { organizationId } = membership;
  const standing = await authorize(context, organizationId, "solutions:permissions");
  const inSolution = await standingInSolutions(context, standing, organizationId, [solutionId]);
  const authority = inSolution.ranks.get(solutionId);
  return changeMember(context, inSolution, membership, async ({ solutions }) => {
    const held = solutions[solutionId];
    if (held === undefined) throw notFound("assignment");
    const changes = [{ solutionId, role: userRole ?? held, authority }];
    return { type: "ChangeSolutions", changes };
  });
}

export async function changeSolutions(
  context: CommandContext,
  {
    assign,
    unassign,
    ...membership
  }: Membership & { readonly assign: readonly Assignment[]; readonly unassign: readonly string[] },
): Promise<CommandResult> {
  const { organizationId } = membership;
  const standing = await authorize(context, organizationId, "solutions:permissions");
  const wanted = [
    ...assign.map(({ solutionId, userRole }) => ({ solutionId, role: userRole ?? "USER" })),
    ...unassign.map((solutionId) => ({ solutionId, role: undefined })),
  ];
  const inSolutions = await standingInSolutions(
    context,
    standing,
    organizationId,
    wanted.map(({ solutionId }) => solutionId),
  );
  const changes = wanted.map((each) => ({
    ...each,
    authority: inSolutions.ranks.get(each.solutionId),
  }));
  const atMost = context.services.limits.solutionsPerMember;
  const command = { type: "ChangeSolutions", changes, atMost } as const;
  return changeMember(context, inSolutions, membership, command);
}

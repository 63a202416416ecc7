/** RegisterSolution, ChangeSolution and DeleteSolution, and who may view solutions. */
import type { SolutionCommand } from "../../domain/solution/decider.ts";
import { reach, solutionRolesThatMay } from "../../domain/rights.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { authorize, authorizeSolution } from "../kit/authorize.ts";
import { changeMember } from "../kit/change-member.ts";
import { change, dryRun, earlierTry } from "../kit/change.ts";
import {
  type CommandContext,
  type CommandResult,
  type QueryContext,
  withoutIfMatch,
} from "../kit/context.ts";
import { withPlace } from "../kit/places.ts";
import { memberTarget, solutionTarget } from "../kit/stream-targets.ts";

type Details = Extract<SolutionCommand, { type: "ChangeSolutionDetails" }>["details"];

export interface InSolution {
  readonly organizationId: string;
  readonly solutionId: string;
}

type NewSolution = Omit<
  Extract<SolutionCommand, { type: "RegisterSolution" }>["solution"],
  "ownerId"
>;

/** Registers the solution, then makes the caller its owner. After a crash, the repair does the latter. */
export async function registerSolution(
  context: CommandContext,
  solution: NewSolution,
): Promise<CommandResult & { readonly solutionId: string }> {
  const { organizationId } = solution;
  const ownerId = context.caller.userId;
  const { actor, authority } = await authorize(context, organizationId, "solutions:register");
  const solutionId = context.ids.next();
  const ownership = { solutionId, role: "OWNER", authority: "SYSTEM" } as const;
  const membership = { organizationId, userId: ownerId };
  const command = { type: "ChangeSolutions", changes: [ownership] } as const;
  const atMost = context.services.limits.solutionsPerMember;
  // The assignment must be possible before the solution is registered.
  await dryRun(context, memberTarget(organizationId, ownerId), { ...command, atMost });
  const place = { ...solutionPlace, holder: organizationId, thing: solutionId };
  return withPlace(context, place, async () => {
    await change(context, solutionTarget(organizationId, solutionId), {
      command: { type: "RegisterSolution", solution: { ...solution, ownerId } },
      actor,
      authority,
    });
    const by = { actor, isCompletion: true };
    const { position } = await changeMember(withoutIfMatch(context), by, membership, command);
    return { position, solutionId };
  });
}

const solutionPlace = {
  budget: "solutionsPerOrganization",
  counted: "select solution_id from solutions where organization_id = $2::uuid",
  advice: "Delete a solution first.",
} as const;

export async function changeSolution(
  context: CommandContext,
  { details, ...solution }: InSolution & { readonly details: Details },
): Promise<CommandResult> {
  const { actor, authority } = await authorizeSolution(context, solution, "solutions:change");
  const command = { type: "ChangeSolutionDetails", details } as const;
  return change(context, targetOf(solution), { command, actor, authority });
}

export async function changeSolutionSettings(
  context: CommandContext,
  {
    custom,
    isPatch,
    ...solution
  }: InSolution & Omit<Extract<SolutionCommand, { type: "ChangeSolutionSettings" }>, "type">,
): Promise<CommandResult> {
  const { actor, authority } = await authorizeSolution(context, solution, "solutions:change");
  const command = { type: "ChangeSolutionSettings", custom, isPatch } as const;
  return change(context, targetOf(solution), { command, actor, authority });
}

export async function deleteSolution(context: CommandContext, solution: InSolution) {
  const earlier = await earlierTry(context, targetOf(solution));
  if (earlier) {
    await authorize(context, solution.organizationId, "solutions:delete");
    return earlier;
  }
  const { actor, authority } = await authorizeSolution(context, solution, "solutions:delete");
  const command = { type: "DeleteSolution" } as const;
  return change(context, targetOf(solution), { command, actor, authority });
}

function targetOf({ organizationId, solutionId }: InSolution) {
  return solutionTarget(organizationId, solutionId);
}

/** @throws RejectedError unless the caller may see the solution */
export async function requireSolutionInView(context: QueryContext, solution: InSolution) {
  await authorizeSolution(context, solution, "solutions:view");
}

/** The solution roles that the caller needs to view a solution; undefined if they may view all. */
export async function solutionsInView(
  context: QueryContext,
  organizationId: string,
): Promise<{ readonly userId: string; readonly roles: readonly SolutionRole[] } | undefined> {
  const { role } = await authorize(context, organizationId, "solutions:view");
  if (reach("solutions:view", role) === "all") return undefined;
  return { userId: context.caller.userId, roles: solutionRolesThatMay("solutions:view") };
}

/** RegisterSolution, ChangeSolution, DeleteSolution. */
import type { SolutionCommand } from "../../domain/solution/decider.ts";
import { reach, solutionRolesThatMay } from "../../domain/rights.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { authorize, authorizeSolution } from "../kit/authorize.ts";
import { changeMember } from "../kit/change-member.ts";
import { change, earlierTry } from "../kit/change.ts";
import type { Caller, CommandResult, CommandContext, Services } from "../kit/context.ts";
import { solutionTarget } from "../kit/stream-targets.ts";
import { waitUntilVisible } from "../kit/wait-until-visible.ts";

type Details = Extract<SolutionCommand, { type: "ChangeSolutionDetails" }>["details"];

export interface InSolution {
  readonly organizationId: string;
  readonly solutionId: string;
}

export interface NewSolution {
  readonly organizationId: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
}

/** Registers the solution first and makes the caller its owner second; a repair finishes the second. */
export async function registerSolution(
  context: CommandContext,
  solution: NewSolution,
): Promise<CommandResult & { readonly solutionId: string }> {
  const { organizationId } = solution;
  const ownerId = context.caller.userId;
  const { actor } = await authorize(
    context.services,
    context.caller,
    organizationId,
    "solutions:register",
  );
  const solutionId = context.ids.next();
  await change(context, solutionTarget(organizationId, solutionId), {
    command: { type: "RegisterSolution", solution: { ...solution, ownerId } },
    actor,
  });
  const ownership = { solutionId, role: "OWNER", authority: "SYSTEM" } as const;
  const { position } = await changeMember(
    context,
    actor,
    { organizationId, userId: ownerId },
    {
      type: "ChangeSolutions",
      changes: [ownership],
    },
  );
  return waitUntilVisible(context.services, { position, solutionId });
}

export async function changeSolution(
  context: CommandContext,
  { organizationId, solutionId, details }: InSolution & { readonly details: Details },
): Promise<CommandResult> {
  const { actor } = await authorizeSolution(
    context.services,
    context.caller,
    organizationId,
    solutionId,
    "solutions:change",
  );
  const { position } = await change(context, solutionTarget(organizationId, solutionId), {
    command: { type: "ChangeSolutionDetails", details },
    actor,
    ifMatch: context.ifMatch,
  });
  return waitUntilVisible(context.services, { position });
}

export async function deleteSolution(
  context: CommandContext,
  { organizationId, solutionId }: InSolution,
): Promise<CommandResult> {
  const target = solutionTarget(organizationId, solutionId);
  const earlier = await earlierTry(context, target);
  if (earlier) return waitUntilVisible(context.services, earlier);
  const { actor } = await authorizeSolution(
    context.services,
    context.caller,
    organizationId,
    solutionId,
    "solutions:delete",
  );
  const { position } = await change(context, target, {
    command: { type: "DeleteSolution" },
    actor,
    ifMatch: context.ifMatch,
  });
  return waitUntilVisible(context.services, { position });
}

/** The role in a solution by which the caller sees it; undefined: they see all of the organization's. */
export async function solutionsInView(
  services: Services,
  caller: Caller,
  organizationId: string,
): Promise<{ readonly userId: string; readonly roles: readonly SolutionRole[] } | undefined> {
  const { role } = await authorize(services, caller, organizationId, "solutions:view");
  if (reach("solutions:view", role) === "all") return undefined;
  return { userId: caller.userId, roles: solutionRolesThatMay("solutions:view") };
}

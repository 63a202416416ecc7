/** RegisterSolution, ChangeSolution, DeleteSolution. */
import type { SolutionCommand } from "../../domain/solution/decider.ts";
import { reach, solutionRolesThatMay } from "../../domain/rights.ts";
import type { SolutionRole } from "../../domain/roles.ts";
import { authorize, authorizeSolution } from "../kit/authorize.ts";
import { changeMember } from "../kit/change-member.ts";
import { change, earlierTry } from "../kit/change.ts";
import type { Caller, Done, Run, Services } from "../kit/context.ts";
import { solutionTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";

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
  run: Run,
  solution: NewSolution,
): Promise<Done & { readonly solutionId: string }> {
  const { organizationId } = solution;
  const ownerId = run.caller.userId;
  const { actor } = await authorize(run.services, run.caller, organizationId, "solutions:register");
  const solutionId = run.ids.next();
  await change(run, solutionTarget(organizationId, solutionId), {
    command: { type: "RegisterSolution", solution: { ...solution, ownerId } },
    actor,
  });
  const ownership = { solutionId, role: "OWNER", authority: "SYSTEM" } as const;
  const { position } = await changeMember(
    run,
    actor,
    { organizationId, userId: ownerId },
    {
      type: "ChangeSolutions",
      changes: [ownership],
    },
  );
  return visible(run.services, { position, solutionId });
}

export async function changeSolution(
  run: Run,
  { organizationId, solutionId, details }: InSolution & { readonly details: Details },
): Promise<Done> {
  const { actor } = await authorizeSolution(
    run.services,
    run.caller,
    organizationId,
    solutionId,
    "solutions:change",
  );
  const { position } = await change(run, solutionTarget(organizationId, solutionId), {
    command: { type: "ChangeSolutionDetails", details },
    actor,
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
}

export async function deleteSolution(
  run: Run,
  { organizationId, solutionId }: InSolution,
): Promise<Done> {
  const target = solutionTarget(organizationId, solutionId);
  const earlier = await earlierTry(run, target);
  if (earlier) return visible(run.services, earlier);
  const { actor } = await authorizeSolution(
    run.services,
    run.caller,
    organizationId,
    solutionId,
    "solutions:delete",
  );
  const { position } = await change(run, target, {
    command: { type: "DeleteSolution" },
    actor,
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
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

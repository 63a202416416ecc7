/**
 * Finishes changes of two streams that a crash interrupted (docs/decisions/0003-the-ownership-guard.md):
 * a revocation without the member's event, an ownership that the guard does not know, or a solution
 * without its first owner. A grace period lets slow commands finish by themselves. If both finish a
 * change, the second one has nothing to do.
 */
import type { Logger } from "pino";
import { addMinutes } from "../../domain/time.ts";
import { listUnfinished, type Unfinished } from "../../projections/directory/queries/unfinished.ts";
import { change } from "../kit/change.ts";
import { changeMember, grantOwnership } from "../kit/change-member.ts";
import type { CommandContext, Services } from "../kit/context.ts";
import type { Job } from "../kit/job.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { systemActor as actor, systemContext } from "../kit/system-context.ts";
import { memberTarget } from "../kit/stream-targets.ts";

export const memberRepair: Job = {
  name: "finishing changes of members",
  seconds: 30,
  run: repairMembers,
};

const graceMinutes = 1;
const batchSize = 100;

/** @returns how many changes were unfinished for longer than the grace period */
export async function repairMembers(services: Services): Promise<number> {
  const now = services.clock().toISOString();
  const steps = await listUnfinished(services.pool, addMinutes(now, -graceMinutes), batchSize);
  for (const step of steps) {
    await finish(systemContext(services), step).catch((error: unknown) =>
      report(services.log, step, error),
    );
  }
  return steps.length;
}

async function finish(context: CommandContext, step: Unfinished): Promise<void> {
  const membership = { organizationId: step.organizationId, userId: step.userId };
  switch (step.kind) {
    case "GRANT": {
      const { ownership, causationId } = step;
      await grantOwnership(context, { actor, causationId }, membership, ownership);
      return;
    }
    case "ENDING":
      await change(context, memberTarget(membership.organizationId, membership.userId), {
        command: { type: "FinishEnding", ownership: step.ownership, reason: step.reason },
        actor,
      });
      return;
    case "FIRST_OWNER": {
      const owner = { solutionId: step.solutionId, role: "OWNER", authority: "SYSTEM" } as const;
      const command = { type: "ChangeSolutions", changes: [owner] } as const;
      await changeMember(context, { actor, isCompletion: true }, membership, command);
    }
  }
}

function report(log: Logger, step: Unfinished, error: unknown): void {
  const isOver = error instanceof RejectedError && error.code === "not-found";
  if (!isOver) log.error({ err: error, step }, "the repair of a change failed; will try again");
}

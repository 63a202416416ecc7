/**
 * Finishes forward what a crash cut off between two streams (design.md, "The last owner"): a
 * revocation without the member's event that it announced, an ownership that the guard was not told
 * of, a solution without its first owner, an erasure that has not come to its end, or that something was
 * written behind. It looks after a grace period, so that commands which are merely slow finish by
 * themselves; both decide again, so the second finds nothing to do.
 */
import type { Logger } from "pino";
import { change } from "../commands/kit/change.ts";
import { changeMember, grantOwnership } from "../commands/kit/change-member.ts";
import type { Run, Services } from "../commands/kit/context.ts";
import { forgetAgain, resumeErasure } from "../commands/erasure/erase-user.ts";
import { Refused } from "../commands/kit/refused.ts";
import { systemActor as actor, systemRun } from "../commands/kit/system-run.ts";
import { memberTarget } from "../commands/kit/targets.ts";
import { addMinutes } from "../domain/time.ts";
import type { PersonStrings } from "../commands/erasure/person.ts";
import { redactAnswers } from "../commands/erasure/redact.ts";
import { listErased, listLeftOver, listUnfinishedErasures } from "../commands/erasure/rows.ts";
import { listUnfinished, type Unfinished } from "../projections/directory/queries/unfinished.ts";

const graceMinutes = 1;
/** How long after an erasure something may still be written that was decided before it. */
const lateMinutes = 60;
const batchSize = 100;

/** Finishes what has been unfinished for longer than the grace period; answers how many there were. */
export async function repair(services: Services): Promise<number> {
  const now = services.clock().toISOString();
  const steps = await listUnfinished(services.pool, addMinutes(now, -graceMinutes), batchSize);
  for (const step of steps) {
    await finish(systemRun(services), step).catch((error: unknown) =>
      report(services.log, step, error),
    );
  }
  const erasures = await listUnfinishedErasures(
    services.pool,
    addMinutes(now, -graceMinutes),
    batchSize,
  );
  for (const userId of erasures) {
    await resumeErasure(systemRun(services), userId, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "an erasure could not be finished yet"),
    );
  }
  const since = addMinutes(now, -lateMinutes);
  const leftOver = await listLeftOver(services.pool, since, batchSize);
  for (const userId of leftOver) {
    const person = unknownPerson(userId);
    await forgetAgain(systemRun(services), person, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "what is left of a person could not be ended yet"),
    );
  }
  for (const userId of await listErased(services.pool, since, batchSize)) {
    await redactAnswers(services.pool, unknownPerson(userId)).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "kept answers could not be blanked yet"),
    );
  }
  return steps.length + erasures.length + leftOver.length;
}

/** Somebody whose key is gone: nothing tells any more what they were called. */
function unknownPerson(userId: string): PersonStrings {
  return { userId, email: undefined, others: [] };
}

async function finish(run: Run, step: Unfinished): Promise<void> {
  const of = { organizationId: step.organizationId, userId: step.userId };
  switch (step.kind) {
    case "GRANT":
      await grantOwnership(run, actor, of, step.ownership, step.causationId);
      return;
    case "ENDING":
      await change(run, memberTarget(of.organizationId, of.userId), {
        command: { type: "FinishEnding", ownership: step.ownership, reason: step.reason },
        actor,
      });
      return;
    case "FIRST_OWNER": {
      const owner = { solutionId: step.solutionId, role: "OWNER", authority: "SYSTEM" } as const;
      await changeMember(run, actor, of, { type: "ChangeSolutions", changes: [owner] });
    }
  }
}

function report(log: Logger, step: Unfinished, error: unknown): void {
  const isOver = error instanceof Refused && error.code === "not-found";
  if (!isOver) log.error({ err: error, step }, "an unfinished change could not be finished yet");
}

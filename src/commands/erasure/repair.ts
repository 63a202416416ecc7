/** Finishes erasures that have not come to their end, or that something was written behind. */
import { addMinutes } from "../../domain/time.ts";
import type { Services } from "../kit/context.ts";
import type { Job } from "../kit/job.ts";
import { systemActor as actor, systemContext } from "../kit/system-context.ts";
import { forgetAgain, resumeErasure } from "./erase-user.ts";
import type { PersonStrings } from "./person.ts";
import { redactAnswers } from "./redact.ts";
import { listErased, listLeftOver, listUnfinishedErasures } from "./rows.ts";

export const erasureRepair: Job = { name: "finishing erasures", seconds: 30, run: repairErasures };

const graceMinutes = 1;
/** How long after an erasure something may still be written that was decided before it. */
const lateMinutes = 60;
const batchSize = 100;

/** Answers how many erasures were gone on with. */
export async function repairErasures(services: Services): Promise<number> {
  const now = services.clock().toISOString();
  const erasures = await listUnfinishedErasures(
    services.pool,
    addMinutes(now, -graceMinutes),
    batchSize,
  );
  for (const userId of erasures) {
    await resumeErasure(systemContext(services), userId, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "an erasure could not be finished yet"),
    );
  }
  const since = addMinutes(now, -lateMinutes);
  const leftOver = await listLeftOver(services.pool, since, batchSize);
  for (const userId of leftOver) {
    const person = unknownPerson(userId);
    await forgetAgain(systemContext(services), person, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "what is left of a person could not be ended yet"),
    );
  }
  for (const userId of await listErased(services.pool, since, batchSize)) {
    await redactAnswers(services.pool, unknownPerson(userId)).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "kept answers could not be blanked yet"),
    );
  }
  return erasures.length + leftOver.length;
}

/** Somebody whose key is gone: nothing tells any more what they were called. */
function unknownPerson(userId: string): PersonStrings {
  return { userId, email: undefined, others: [] };
}

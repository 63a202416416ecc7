/** Finishes interrupted erasures, and deletes what was written after an erasure. */
import { addMinutes } from "../../domain/time.ts";
import type { Services } from "../kit/context.ts";
import type { Job } from "../kit/job.ts";
import { systemActor as actor, systemContext } from "../kit/system-context.ts";
import { forgetAgain, resumeErasure } from "./erase-user.ts";
import type { PersonStrings } from "./person.ts";
import { redactAnswers } from "./redact.ts";
import { listErased, listNewData, listUnfinishedErasures } from "./rows.ts";

export const erasureRepair: Job = { name: "finishing erasures", seconds: 30, run: repairErasures };

const graceMinutes = 1;
/** For this long after an erasure, changes that were decided before it may still be written. */
const lateMinutes = 60;
const batchSize = 100;

/** @returns how many erasures it continued */
export async function repairErasures(services: Services): Promise<number> {
  const now = services.clock().toISOString();
  const before = addMinutes(now, -graceMinutes);
  const erasures = await listUnfinishedErasures(services.pool, before, batchSize);
  for (const userId of erasures) {
    await resumeErasure(systemContext(services), userId, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "an erasure failed; the repair will try again"),
    );
  }
  const since = addMinutes(now, -lateMinutes);
  const reappeared = await listNewData(services.pool, since, batchSize);
  for (const userId of reappeared) {
    const person = unknownPerson(userId);
    await forgetAgain(systemContext(services), person, actor).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "erasing new data failed; will try again"),
    );
  }
  for (const userId of await listErased(services.pool, since, batchSize)) {
    await redactAnswers(services.pool, unknownPerson(userId)).catch((error: unknown) =>
      services.log.error({ err: error, userId }, "redacting answers failed; will try again"),
    );
  }
  return erasures.length + reappeared.length;
}

/** A person whose key is destroyed: their names and address can no longer be read. */
function unknownPerson(userId: string): PersonStrings {
  return { userId, email: undefined, addresses: [], others: [] };
}

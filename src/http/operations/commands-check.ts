/**
 * Can a change be recorded and become visible now? It is tried, because what refuses changes may still answer
 * reads: a read-only server, a full disk (docs/decisions/0040-readiness-and-sessions.md).
 */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Services } from "../../commands/kit/context.ts";
import { systemId } from "../../domain/primitives.ts";
import { userStream } from "../../domain/streams.ts";
import { WrongExpectedRevision } from "../../eventstore/errors.ts";
import { type EventStore, limits } from "../../eventstore/port.ts";
import { inTime } from "../../platform/in-time.ts";

/** A probe of an orchestrator does not wait long. */
export const patienceMilliseconds = 1_500;

/** Says why commands are refused; undefined if they are not. Each call is a commit. */
export async function findRefusal(services: Services): Promise<string | undefined> {
  const { store, pool, directory, eventStoreFault } = services;
  if (eventStoreFault() !== undefined) return "The event store does not fit the read models.";
  if (directory.isWaiting()) return "The read models wait for a newer version of the service.";
  if (directory.isStopped()) return "The read models have stopped.";
  const [takesEvents, takesRows, isVisible] = await Promise.all([
    succeeds(offerEvent(store)),
    succeeds(write(pool)),
    succeeds(waitForEnd(store, directory)),
  ]);
  if (!takesEvents) return "The event store takes no events.";
  if (!takesRows) return "The database takes no changes: it is read-only, full or does not answer.";
  return isVisible ? undefined : "The read models do not show the newest events.";
}

/** False if it fails or takes too long. */
export async function succeeds(work: Promise<unknown>): Promise<boolean> {
  const outcome = work.then(
    () => true,
    () => false,
  );
  return (await inTime(patienceMilliseconds, outcome)) === true;
}

/** Of the system, which is never registered: the stream does not exist. */
const offeredStream = userStream(systemId);

/** An append that the store must refuse goes all the way to its writer, and leaves nothing. */
async function offerEvent(store: EventStore): Promise<void> {
  const record = { id: randomUUID(), type: "Offered", data: "{}", metadata: "{}" };
  try {
    await store.append(offeredStream, limits.streamEvents - 2, [record]);
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}

/**
 * One transaction: it locks a row, which a read-only server refuses and which is committed to the log; and it
 * holds more rows than fit into its memory, which needs room on the disk.
 */
async function write(pool: pg.Pool): Promise<void> {
  await pool.query(
    `set local work_mem = '64kB';
     select from event_store_identity for update;
     select count(*) from generate_series(1, 10000)`,
  );
}

async function waitForEnd(store: EventStore, directory: Services["directory"]): Promise<void> {
  const end = await store.lastPosition();
  if (!(await directory.waitFor(end, patienceMilliseconds))) throw new Error("it is behind");
}

/**
 * Makes a projection's tables anew as shadow tables while the old ones serve, and switches them in one
 * short transaction. Queries need no change: the new tables take the old ones' names.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "../../platform/database/pool.ts";
import type { Codec } from "../../eventstore/codec.ts";
import { isTransient } from "../../eventstore/errors.ts";
import type { EventStore, Position } from "../../eventstore/port.ts";
import type { Fold, Poison } from "./advance.ts";
import { advanceToEnd, gatherToEnd, type Progress } from "./catch-up.ts";
import { announceChange, beginCheckpoint, readCheckpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import {
  RebuildFailed,
  shadowSchema,
  createShadowIndexes,
  createShadowTables,
  refuseNewer,
  switchTables,
} from "./tables.ts";
import { openDatabaseSession, type DatabaseSession, tryLock } from "./database-session.ts";

export interface RebuildParts {
  readonly projection: Projection;
  readonly connection: Connection;
  readonly store: EventStore;
  readonly codec: Codec;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress extends Progress {
  readonly step: "fold" | "index" | "switch";
  /** The end of the event store as it was last seen. */
  readonly target: Position;
}

export interface Rebuilt {
  readonly events: number;
  readonly position: Position;
}

/** Of switching, each after catching up. A reader is waited for 200 ms each time. */
const maximumTries = 100;

/**
 * @throws RebuildFailed where another rebuild is running, or an event cannot be folded; also what
 *   `advance` throws, and the signal's reason. A rebuild that was cut off begins anew.
 */
export async function rebuild(parts: RebuildParts): Promise<Rebuilt> {
  const { projection, connection } = parts;
  const schema = shadowSchema(projection.name);
  const session = await openDatabaseSession(
    connection,
    `-c search_path=${schema},public -c maintenance_work_mem=256MB`,
  );
  try {
    if (!(await tryLock(session, `${projection.name} rebuild`))) {
      throw new RebuildFailed(`${projection.name} is being rebuilt already; wait for it to end`);
    }
    refuseNewer(projection, (await readCheckpoint(session.client, projection.name))?.version);
    return await rebuildIn(session, parts).catch(async (error: unknown) => {
      // Abandoned shadow tables would miss later erasures. After a crash dropAbandonedTables drops them.
      await session.client.query(`drop schema if exists ${schema} cascade`).catch(() => undefined);
      throw error;
    });
  } finally {
    await session.close();
  }
}

async function rebuildIn(session: DatabaseSession, parts: RebuildParts): Promise<Rebuilt> {
  const { gather } = parts.projection;
  if (gather === undefined) return build(session, parts);
  try {
    return await build(session, parts, gather);
  } catch (error) {
    const isCause = !(error instanceof RebuildFailed) && !isTransient(error);
    if (!isCause || parts.signal?.aborted === true) throw error;
    // Some event cannot be folded. Once more and batch by batch, it is found - or it was skipped before.
    return build(session, parts);
  }
}

async function build(
  { client }: DatabaseSession,
  parts: RebuildParts,
  gather?: NonNullable<Projection["gather"]>,
): Promise<Rebuilt> {
  const { projection, store, codec, signal, onProgress } = parts;
  const checkpoint = `${projection.name}.rebuild`;
  const fold: Fold = { projection, codec, client, checkpoint, onMoved: () => undefined };
  let reached: Progress = { position: 0n, events: 0 };
  let target = await store.lastPosition();
  let step: RebuildProgress["step"] = "fold";
  const report = (progress: Progress): void => onProgress?.({ ...progress, step, target });
  const work = { fold, store, signal, onProgress: report };

  async function foldOn(): Promise<void> {
    const { poison, ...came } =
      gather === undefined
        ? await advanceToEnd(work, reached)
        : { ...(await gatherToEnd(work, gather, reached)), poison: undefined };
    reached = came;
    if (poison !== undefined) throw new RebuildFailed(stoppedAt(poison));
    signal?.throwIfAborted();
  }

  /** The few events since `foldOn`, in one transaction with the switch. */
  async function fillTo(serving: Position): Promise<Position> {
    let { position } = reached;
    if (position >= serving) return position;
    for await (const records of store.readAll(position)) {
      await projection.apply(await codec.decode(records), client, records);
      position = records.at(-1)?.position ?? position;
      if (position >= serving) break;
    }
    return position;
  }

  await createShadowTables(client, projection);
  await client.query("delete from projection_checkpoints where name = $1", [checkpoint]);
  await beginCheckpoint(client, checkpoint, projection.version);
  await foldOn();
  step = "index";
  report(reached);
  await createShadowIndexes(client, projection);
  step = "switch";
  for (let tries = 0; tries < maximumTries; tries += 1) {
    target = await store.lastPosition();
    await foldOn();
    report(reached);
    const position = await switchTables(client, { projection, checkpoint, fillTo });
    if (position !== undefined) {
      await announceChange(client, projection.name);
      return { events: reached.events, position };
    }
    await delay(tries * 10, undefined, signal && { signal });
  }
  throw new RebuildFailed(`the tables of ${projection.name} are in use without a pause; try again`);
}

function stoppedAt({ eventId, eventType, position, error }: Poison): string {
  return `event ${eventId} (${eventType}) at position ${position} cannot be folded: ${error}`;
}

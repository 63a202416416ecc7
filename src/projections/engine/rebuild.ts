/**
 * Rebuilds a projection into shadow tables while the old tables serve, then switches them in one short
 * transaction. The new tables take the old names, so queries need no change.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { ClientBase } from "pg";
import type { Connection } from "../../platform/database/pool.ts";
import type { Codec } from "../../eventstore/codec.ts";
import { isTransient } from "../../eventstore/transient.ts";
import { programVersion } from "../../platform/program.ts";
import type { EventStore, Position } from "../../eventstore/port.ts";
import { analyzeGrownShadows } from "./grown-tables.ts";
import { applyAround, type Fold, placeOf, type Poison } from "./advance.ts";
import { advanceToEnd, gatherToEnd, type Progress, readAhead, type ReadAfter } from "./catch-up.ts";
import { announceChange, beginCheckpoint, type Place, readCheckpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import { createShadowIndexes, createShadowTables, shadowSchema } from "./tables.ts";
import { RebuildFailed, RebuildPostponed, refuseNewer, switchTables } from "./switch-tables.ts";
import { forgetSetAside, readKeys } from "./set-aside.ts";
import { findOtherStore } from "./same-store.ts";
import { openDatabaseSession, type DatabaseSession } from "./database-session.ts";
import { transactionsOn } from "./group-session.ts";
import { endSilentLeader, tryLock } from "./leader-lock.ts";

export interface RebuildParts {
  readonly projection: Projection;
  readonly connection: Connection;
  readonly store: EventStore;
  readonly codec: Codec;
  /** Where it reads the log; left out: in the store, for itself alone (one-pass.ts). */
  readonly readAfter?: ReadAfter | undefined;
  /** Replaces the tables of a newer program, too, to go back to this one. */
  readonly replacesNewer?: boolean | undefined;
  /** The version of this program; only tests pass another. */
  readonly program?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onSetAside?: Fold["onSetAside"];
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress extends Progress {
  readonly step: "fold" | "index" | "switch";
  /** The end of the event store when it was last read. */
  readonly target: Position;
}

export interface Rebuilt {
  readonly events: number;
  readonly position: Position;
}

/** After so many events it is looked whether the planner must be told what the tables hold. */
const eventsBetweenLooks = 10_000;

/** Tries to switch, each after catching up. Each waits up to 200 ms for readers. */
const maxTries = 100;

/**
 * Rebuilds from the first event; an interrupted rebuild starts over.
 * @throws RebuildPostponed if another process rebuilds it, or the tables are in use or were changed
 *   meanwhile; RebuildFailed if the event store is not the one of this database or an event can be neither
 *   folded nor set aside; what `advance` throws; the signal's reason
 */
export async function rebuild(parts: RebuildParts): Promise<Rebuilt> {
  const { projection } = parts;
  const schema = shadowSchema(projection.name);
  const session = await openSession(parts);
  try {
    await takeRebuildLock(session, projection.name);
    if (parts.replacesNewer !== true) {
      refuseNewer(projection, (await readCheckpoint(session.client, projection.name))?.version);
    }
    const otherStore = await findOtherStore(session.client, parts.store);
    if (otherStore !== undefined) throw new RebuildFailed(otherStore);
    return await rebuildIn(session, parts).catch(async (error: unknown) => {
      // Abandoned shadow tables would miss later erasures. After a crash dropAbandonedTables drops them.
      await session.client.query(`drop schema if exists ${schema} cascade`).catch(() => undefined);
      throw error;
    });
  } finally {
    await session.close();
  }
}

function openSession({ connection, projection }: RebuildParts): Promise<DatabaseSession> {
  return openDatabaseSession(connection, {
    isDurable: projection.isDurable,
    settings: {
      search_path: `${shadowSchema(projection.name)}, public`,
      maintenance_work_mem: "128MB",
    },
  });
}

/** On two connections, because PostgreSQL uses one processor for each; on one if there is no second. */
async function createIndexes(client: ClientBase, parts: RebuildParts): Promise<void> {
  const other = await openSession(parts).catch(() => undefined);
  try {
    await createShadowIndexes(other ? [client, other.client] : [client], parts.projection);
  } finally {
    await other?.close();
  }
}

/** One rebuild of a projection at a time. A process that is frozen in one loses it, as it loses a lead. */
async function takeRebuildLock(session: DatabaseSession, name: string): Promise<void> {
  const lock = `${name} rebuild`;
  if (await tryLock(session, lock)) return;
  if ((await endSilentLeader(session, lock)) && (await tryLock(session, lock))) return;
  throw new RebuildPostponed(`${name} is already being rebuilt; wait for it to end`);
}

async function rebuildIn(session: DatabaseSession, parts: RebuildParts): Promise<Rebuilt> {
  const { gather } = parts.projection;
  if (gather === undefined) return build(session, parts);
  try {
    return await build(session, parts, gather);
  } catch (error) {
    const isEventError = !(error instanceof RebuildFailed) && !isTransient(error);
    if (!isEventError || parts.signal?.aborted === true) throw error;
    // An event cannot be folded. Folding batch by batch finds it, and skips it or sets it aside.
    return build(session, parts);
  }
}

async function build(
  { client }: DatabaseSession,
  parts: RebuildParts,
  gather?: NonNullable<Projection["gather"]>,
): Promise<Rebuilt> {
  const {
    projection,
    store,
    codec,
    readAfter = (after: Position) => readAhead(store, codec, projection, after),
    program = programVersion,
    replacesNewer,
    signal,
    onProgress,
  } = parts;
  const checkpoint = `${projection.name}.rebuild`;
  const fold: Fold = {
    projection,
    codec,
    client,
    transaction: transactionsOn(client),
    checkpoint,
    program,
    onMoved: () => undefined,
    onSetAside: parts.onSetAside ?? (() => undefined),
  };
  let reached: Progress = { position: 0n, events: 0 };
  let target = await store.lastPosition();
  let step: RebuildProgress["step"] = "fold";
  let nextLook = eventsBetweenLooks;
  const report = (progress: Progress): void => onProgress?.({ ...progress, step, target });
  const work = { fold, readAfter, signal, onFolded };

  async function onFolded(progress: Progress): Promise<void> {
    report(progress);
    // Later they have the statistics with which they will serve.
    if (step !== "fold" || progress.events < nextLook) return;
    nextLook = progress.events + eventsBetweenLooks;
    await analyzeGrownShadows(client, projection);
  }

  async function catchUp(): Promise<void> {
    const { poison, ...progress } =
      gather === undefined
        ? await advanceToEnd(work, reached)
        : { ...(await gatherToEnd(work, gather, reached)), poison: undefined };
    reached = progress;
    if (poison !== undefined) throw new RebuildFailed(stoppedAt(poison));
    signal?.throwIfAborted();
  }

  /** Folds the few events since `catchUp`, in the transaction of the switch. */
  async function fillTo(serving: Position): Promise<Place> {
    let place: Place = reached;
    if (place.position >= serving) return place;
    for await (const records of store.readAll(place.position)) {
      const keys = await readKeys(client, checkpoint);
      await applyAround(fold, keys, await codec.decode(records, projection), records);
      place = placeOf(records, place);
      if (place.position >= serving) break;
    }
    return place;
  }

  await createShadowTables(client, projection);
  await client.query("delete from projection_checkpoints where name = $1", [checkpoint]);
  await beginCheckpoint(client, checkpoint, projection.version);
  await forgetSetAside(client, checkpoint);
  await catchUp();
  step = "index";
  report(reached);
  await createIndexes(client, parts);
  step = "switch";
  for (let tries = 0; tries < maxTries; tries += 1) {
    target = await store.lastPosition();
    await catchUp();
    report(reached);
    const position = await switchTables(client, {
      projection,
      checkpoint,
      replacesNewer,
      fillTo,
    });
    if (position !== undefined) {
      await announceChange(client, projection.name);
      return { events: reached.events, position };
    }
    await delay(tries * 10, undefined, signal && { signal });
  }
  throw new RebuildPostponed(`the tables of ${projection.name} are constantly in use; try again`);
}

function stoppedAt({ eventId, eventType, position, error }: Poison): string {
  return `event ${eventId} (${eventType}) at position ${position} cannot be folded: ${error}`;
}

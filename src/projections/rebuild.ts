/**
 * Makes a projection's tables anew beside the old ones, which serve on meanwhile, and switches them in
 * one short transaction. The queries never know: the new tables take the old ones' names.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "../database/pool.ts";
import type { Codec } from "../eventstore/codec.ts";
import type { EventStore, Position, StoredRecord } from "../eventstore/port.ts";
import { advance, type Fold } from "./advance.ts";
import { announceChange, beginCheckpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import { openSession, type Session, tryLock } from "./session.ts";
import { besideSchema, createIndexesBeside, createTablesBeside, switchTables } from "./tables.ts";

export interface RebuildParts {
  readonly projection: Projection;
  readonly connection: Connection;
  readonly store: EventStore;
  readonly codec: Codec;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  readonly step: "fold" | "index" | "switch";
  /** Events folded so far. */
  readonly events: number;
  readonly position: Position;
  /** The end of the event store as it was last seen. */
  readonly target: Position;
}

export interface Rebuilt {
  readonly events: number;
  readonly position: Position;
}

/** Larger than a subscription's: the more events at once, the fewer rows are written twice. */
const batchEvents = 5_000;

/** Of switching, each after catching up. A reader is waited for 200 ms each time. */
const maximumTries = 100;

/** A rebuild that could not be made; the tables are as they were. */
export class RebuildFailed extends Error {
  override readonly name = "RebuildFailed";
}

/**
 * @throws RebuildFailed where another rebuild is running, or an event cannot be folded; also what
 *   `advance` throws, and the signal's reason. A rebuild that was cut off begins anew.
 */
export async function rebuild(parts: RebuildParts): Promise<Rebuilt> {
  const { projection, connection } = parts;
  const schema = besideSchema(projection.name);
  const session = await openSession(
    connection,
    `-c search_path=${schema},public -c maintenance_work_mem=256MB`,
  );
  try {
    if (!(await tryLock(session, `${projection.name} rebuild`))) {
      throw new RebuildFailed(`${projection.name} is being rebuilt already; wait for it to end`);
    }
    return await rebuildIn(session, parts);
  } finally {
    await session.close();
  }
}

async function rebuildIn({ client }: Session, parts: RebuildParts): Promise<Rebuilt> {
  const { projection, store, codec, signal, onProgress } = parts;
  const checkpoint = `${projection.name}.rebuild`;
  let position: Position = 0n;
  let events = 0;
  let target = await store.lastPosition();
  let step: RebuildProgress["step"] = "fold";
  const report = (): void => onProgress?.({ step, events, position, target });
  const fold: Fold = {
    projection,
    codec,
    client,
    checkpoint,
    onMoved(to) {
      position = to;
    },
  };

  async function catchUp(): Promise<void> {
    for await (const records of readAhead(store, position)) {
      signal?.throwIfAborted();
      const poison = await advance(fold, position, records);
      if (poison !== undefined) {
        throw new RebuildFailed(
          `event ${poison.eventId} (${poison.eventType}) at position ${poison.position} cannot be folded: ${poison.error}`,
        );
      }
      events += records.length;
      report();
    }
  }

  /** The few events since `catchUp`, in one transaction with the switch. */
  async function fillTo(serving: Position): Promise<Position> {
    let filled = position;
    if (filled >= serving) return filled;
    for await (const records of store.readAll(filled)) {
      await projection.apply(await codec.decode(records), client);
      filled = records.at(-1)?.position ?? filled;
      if (filled >= serving) break;
    }
    return filled;
  }

  await createTablesBeside(client, projection);
  await client.query("delete from projection_checkpoints where name = $1", [checkpoint]);
  await beginCheckpoint(client, checkpoint, projection.version);
  await catchUp();
  step = "index";
  report();
  await createIndexesBeside(client, projection);
  step = "switch";
  for (let tries = 0; tries < maximumTries; tries += 1) {
    target = await store.lastPosition();
    await catchUp();
    report();
    const switched = await switchTables(client, { projection, checkpoint, fillTo });
    if (switched !== undefined) {
      await announceChange(client, projection.name);
      return { events, position: switched };
    }
    await delay(tries * 10, undefined, signal && { signal });
  }
  throw new RebuildFailed(`the tables of ${projection.name} are in use without a pause; try again`);
}

/** Reads the next records while the last ones are being folded. */
async function* readAhead(
  store: EventStore,
  after: Position,
): AsyncGenerator<readonly StoredRecord[]> {
  const batches = store.readAll(after, batchEvents)[Symbol.asyncIterator]();
  let next = batches.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = batches.next();
      // Whoever stops half-way does not come back for it; its failure is then nobody's.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await batches.return?.();
  }
}

/** Folds all stored events after a position as fast as possible, for a rebuild. */
import type { Codec, EventReader, RecordedEvent } from "../../eventstore/codec.ts";
import type { EventStore, Position, StoredRecord } from "../../eventstore/port.ts";
import { advance, type Fold, placeOf, type Poison } from "./advance.ts";
import { moveCheckpoint, type Place } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";

/** How far a rebuild has got. */
export interface Progress extends Place {
  readonly events: number;
}

interface CatchUp {
  readonly fold: Fold;
  readonly readAfter: ReadAfter;
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch; the next one waits for it. */
  readonly onFolded: (progress: Progress) => Promise<void>;
}

/** Small, so that what is read ahead is used and free before the garbage collector has to move it. */
const batchEvents = 1_000;
const batchesAhead = 3;

/**
 * Folds batch by batch, and bisects a batch that fails.
 * @returns how far it got, and the event it stopped at, if any
 */
export async function advanceToEnd(
  { fold, readAfter, signal, onFolded }: CatchUp,
  from: Progress,
): Promise<Progress & { readonly poison?: Poison }> {
  let reached = from;
  for await (const { records, decoded } of readAfter(from.position)) {
    signal?.throwIfAborted();
    const poison = await advance(fold, reached.position, records, decoded);
    if (poison !== undefined) return { ...reached, poison };
    reached = { ...placeOf(records, reached), events: reached.events + records.length };
    await onFolded(reached);
  }
  return reached;
}

/** Gathers rows over many batches: several times as fast, but after a failure the tables are unusable. */
export async function gatherToEnd(
  { fold, readAfter, signal, onFolded }: CatchUp,
  gather: NonNullable<Projection["gather"]>,
  from: Progress,
): Promise<Progress> {
  const { client, checkpoint } = fold;
  const { version } = fold.projection;
  const gathering = gather(client);
  let reached = from;
  try {
    for await (const { records, decoded } of readAfter(from.position)) {
      signal?.throwIfAborted();
      await gathering.fold(await decoded, records);
      reached = { ...placeOf(records, reached), events: reached.events + records.length };
      await onFolded(reached);
    }
    await gathering.finish();
  } catch (error) {
    // The shadow tables are dropped next: what was sent after that would be written to the serving ones.
    await gathering.stop();
    throw error;
  }
  await moveCheckpoint(client, { name: checkpoint, version }, from.position, reached);
  return reached;
}

/** Everything in the log after a position. */
export type ReadAfter = (after: Position) => AsyncGenerator<PendingBatch, undefined>;

export interface PendingBatch {
  readonly records: readonly StoredRecord[];
  readonly decoded: Promise<readonly RecordedEvent[]>;
}

/** Reads and decodes the next batches while the database writes the current one. */
export async function* readAhead(
  store: EventStore,
  codec: Codec,
  reader: EventReader,
  after: Position,
): AsyncGenerator<PendingBatch, undefined> {
  const batches = store.readAll(after, batchEvents)[Symbol.asyncIterator]();
  const read = async (): Promise<PendingBatch | undefined> => {
    const { value: records, done } = await batches.next();
    return done === true
      ? undefined
      : { records, decoded: markHandled(codec.decode(records, reader)) };
  };
  const ahead: Promise<PendingBatch | undefined>[] = [];
  const readNext = (): void => {
    const last = ahead.at(-1);
    ahead.push(markHandled(last === undefined ? read() : last.then(read)));
  };
  try {
    for (;;) {
      while (ahead.length < batchesAhead) readNext();
      const next = await ahead.shift();
      if (next === undefined) return undefined;
      yield next;
    }
  } finally {
    await batches.return?.();
  }
}

/** A caller that stops early never awaits what was read ahead; its failure must not end the process. */
function markHandled<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

/** Folds all stored events after a position as fast as possible, for a rebuild. */
import type { Codec, RecordedEvent } from "../../eventstore/codec.ts";
import type { EventStore, Position, StoredRecord } from "../../eventstore/port.ts";
import { advance, type Fold, type Poison } from "./advance.ts";
import { moveCheckpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";

/** How far a rebuild has got. */
export interface Progress {
  readonly position: Position;
  readonly events: number;
}

export interface CatchUp {
  readonly fold: Fold;
  readonly store: EventStore;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

/** Small, so that what is read ahead is used and free before the garbage collector has to move it. */
const batchEvents = 1_000;
const batchesAhead = 3;

/**
 * Folds batch by batch, and bisects a batch that fails.
 * @returns how far it got, and the event it stopped at, if any
 */
export async function advanceToEnd(
  { fold, store, signal, onProgress }: CatchUp,
  { position, events }: Progress,
): Promise<Progress & { readonly poison?: Poison }> {
  for await (const { records, decoded } of readAhead(store, fold.codec, position)) {
    signal?.throwIfAborted();
    const poison = await advance(fold, position, records, decoded);
    if (poison !== undefined) return { position, events, poison };
    position = records.at(-1)?.position ?? position;
    events += records.length;
    onProgress({ position, events });
  }
  return { position, events };
}

/** Gathers rows over many batches: several times as fast, but after a failure the tables are unusable. */
export async function gatherToEnd(
  { fold, store, signal, onProgress }: CatchUp,
  gather: NonNullable<Projection["gather"]>,
  from: Progress,
): Promise<Progress> {
  const { client, checkpoint, codec } = fold;
  const { version } = fold.projection;
  const gathering = gather(client);
  let { position, events } = from;
  for await (const { records, decoded } of readAhead(store, codec, position)) {
    signal?.throwIfAborted();
    await gathering.fold(await decoded);
    position = records.at(-1)?.position ?? position;
    events += records.length;
    onProgress({ position, events });
  }
  await gathering.finish();
  await moveCheckpoint(client, { name: checkpoint, version }, from.position, position);
  return { position, events };
}

interface PendingBatch {
  readonly records: readonly StoredRecord[];
  readonly decoded: Promise<readonly RecordedEvent[]>;
}

/** Reads and decodes the next batches while the database writes the current one. */
async function* readAhead(
  store: EventStore,
  codec: Codec,
  after: Position,
): AsyncGenerator<PendingBatch, undefined> {
  const batches = store.readAll(after, batchEvents)[Symbol.asyncIterator]();
  const read = async (): Promise<PendingBatch | undefined> => {
    const { value: records, done } = await batches.next();
    return done === true ? undefined : { records, decoded: markHandled(codec.decode(records)) };
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

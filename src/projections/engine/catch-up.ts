/** Folds everything that the event store holds after a position, as fast as it goes: for a rebuild. */
import type { Codec, RecordedEvent } from "../../eventstore/codec.ts";
import type { EventStore, Position, StoredRecord } from "../../eventstore/port.ts";
import { advance, type Fold, type Poison } from "./advance.ts";
import { moveCheckpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";

/** How far a rebuild has come. */
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

/** What is read ahead should be garbage before the collector has to move it: little, and soon used. */
const batchEvents = 1_000;
const batchesAhead = 3;

/**
 * By batches, each of them bisected where it fails.
 * @returns how far it came, and the event at which it stopped, if at any
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

/** Gathering over batches, several times as fast. Where it fails, it has to begin with new tables. */
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

interface Ahead {
  readonly records: readonly StoredRecord[];
  readonly decoded: Promise<readonly RecordedEvent[]>;
}

/** Reads and decodes what comes next while the database is busy with what was. */
async function* readAhead(
  store: EventStore,
  codec: Codec,
  after: Position,
): AsyncGenerator<Ahead, undefined> {
  const batches = store.readAll(after, batchEvents)[Symbol.asyncIterator]();
  const read = async (): Promise<Ahead | undefined> => {
    const { value: records, done } = await batches.next();
    return done === true ? undefined : { records, decoded: quietly(codec.decode(records)) };
  };
  const ahead: Promise<Ahead | undefined>[] = [];
  const readOn = (): void => {
    const last = ahead.at(-1);
    ahead.push(quietly(last === undefined ? read() : last.then(read)));
  };
  try {
    for (;;) {
      while (ahead.length < batchesAhead) readOn();
      const next = await ahead.shift();
      if (next === undefined) return undefined;
      yield next;
    }
  } finally {
    await batches.return?.();
  }
}

/** Whoever stops half-way does not come back for what was read ahead; its failure is then nobody's. */
function quietly<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

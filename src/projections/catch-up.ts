/** Folds everything that the event store holds after a position, as fast as it goes: for a rebuild. */
import type { Codec, Recorded } from "../eventstore/codec.ts";
import type { EventStore, Position, StoredRecord } from "../eventstore/port.ts";
import { advance, type Fold, inTransaction, type Poison } from "./advance.ts";
import { Fenced, moveCheckpoint } from "./checkpoint.ts";
import type { Gathering } from "./projection.ts";
import { isPassing } from "./trouble.ts";

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

/** Larger than a subscription's: nobody waits for these. */
const batchEvents = 5_000;
const batchesAhead = 4;
/** Rows gathered before they are written; what bounds the memory of a rebuild. */
const gatheredRows = 100_000;

/** @returns how far it came, and the event at which it stopped, if at any */
export async function catchUp(
  work: CatchUp,
  from: Progress,
): Promise<Progress & { readonly poison?: Poison }> {
  const { gather } = work.fold.projection;
  const reached = { ...from };
  if (gather !== undefined) {
    try {
      await gatherUp(work, gather, reached);
      return reached;
    } catch (error) {
      if (error instanceof Fenced || isPassing(error) || work.signal?.aborted === true) throw error;
      // Some event cannot be folded: from what is committed on, batch by batch, it will be found.
    }
  }
  const poison = await advanceUp(work, reached);
  return poison === undefined ? reached : { ...reached, poison };
}

/** Moves along in `reached`, commit by commit. */
async function gatherUp(
  { fold, store, signal, onProgress }: CatchUp,
  gather: (client: Fold["client"]) => Gathering,
  reached: { position: Position; events: number },
): Promise<void> {
  const { client, checkpoint, projection } = fold;
  const source = readAhead(store, fold.codec, reached.position);
  for (;;) {
    let { position, events } = reached;
    let isAtEnd = false;
    await inTransaction(client, async () => {
      const gathering = gather(client);
      while (!isAtEnd && gathering.size() < gatheredRows) {
        signal?.throwIfAborted();
        const { value: ahead, done } = await source.next();
        isAtEnd = done === true;
        if (ahead === undefined) break;
        await gathering.fold(await ahead.decoded);
        position = ahead.records.at(-1)?.position ?? position;
        events += ahead.records.length;
        onProgress({ position, events });
      }
      if (position === reached.position) return;
      const { version } = projection;
      await moveCheckpoint(client, { name: checkpoint, version }, reached.position, position);
      await gathering.flush();
    });
    reached.position = position;
    reached.events = events;
    if (isAtEnd) return;
  }
}

async function advanceUp(
  { fold, store, signal, onProgress }: CatchUp,
  reached: { position: Position; events: number },
): Promise<Poison | undefined> {
  for await (const { records, decoded } of readAhead(store, fold.codec, reached.position)) {
    signal?.throwIfAborted();
    const poison = await advance(fold, reached.position, records, decoded);
    if (poison !== undefined) return poison;
    reached.position = records.at(-1)?.position ?? reached.position;
    reached.events += records.length;
    onProgress(reached);
  }
  return undefined;
}

interface Ahead {
  readonly records: readonly StoredRecord[];
  readonly decoded: Promise<readonly Recorded[]>;
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

/**
 * The newest records of the event store, as many as its bounds allow. Their events are decoded once for all
 * who ask, and forgotten when nobody is about to ask any more: they hold personal data, which may be erased.
 */
import type { Codec, RecordedEvent } from "../../eventstore/codec.ts";
import { limits, type Position, type StoredRecord } from "../../eventstore/port.ts";

/** Records to be folded, at most `limits.batchEvents`. */
export interface Batch {
  readonly records: readonly StoredRecord[];
  /** Decodes the records, unless that was already done. */
  readonly decoded: () => Promise<readonly RecordedEvent[]>;
}

export interface TailBounds {
  readonly records: number;
  /** Of the texts in memory, before they are decoded. */
  readonly bytes: number;
}

export type Tail = ReturnType<typeof createTail>;

/** Records that came together. */
interface Chunk {
  readonly records: readonly StoredRecord[];
  readonly last: Position;
  readonly bytes: number;
}

/** @param start what it holds begins after this position */
export function createTail(start: Position, codec: Codec, bounds: TailBounds) {
  const chunks: Chunk[] = [];
  const decoded = new Map<Chunk, Promise<readonly RecordedEvent[]>>();
  let floor = start;
  let head = start;
  let count = 0;
  let bytes = 0;

  return {
    /** The position of the newest record that was added. */
    head: () => head,
    /** Does it hold every record between the position and its head? */
    holds: (position: Position) => position >= floor,

    /** Adds the records that follow its head, and drops the oldest that no longer fit. */
    push(records: readonly StoredRecord[]): void {
      const last = records.at(-1);
      if (last === undefined) return;
      const chunk = { records, last: last.position, bytes: sizeInMemory(records) };
      chunks.push(chunk);
      head = chunk.last;
      count += records.length;
      bytes += chunk.bytes;
      while (count > bounds.records || bytes > bounds.bytes) dropOldest();
    },

    /** The records that follow a position, of which it holds all; undefined if there are none yet. */
    after(position: Position): Batch | undefined {
      // From the end, because most who ask are near it.
      const first = chunks.findLastIndex(({ last }) => last <= position) + 1;
      const taken: Chunk[] = [];
      let size = 0;
      for (let index = first; index < chunks.length; index += 1) {
        const chunk = chunks[index];
        if (chunk === undefined || (size > 0 && size + chunk.records.length > limits.batchEvents)) {
          break;
        }
        size += chunk.records.length;
        taken.push(chunk);
      }
      if (taken.length === 0) return undefined;
      const records = taken.flatMap((chunk) => chunk.records);
      const next = records.findIndex((record) => record.position > position);
      return {
        records: records.slice(next),
        decoded: async () => (await decodeChunks(taken)).slice(next),
      };
    },

    /** Forgets the decoded events up to a position. */
    forgetDecoded(upTo: Position): void {
      for (const chunk of decoded.keys()) if (chunk.last <= upTo) decoded.delete(chunk);
    },
  };

  function dropOldest(): void {
    const oldest = chunks.shift();
    if (oldest === undefined) return;
    floor = oldest.last;
    count -= oldest.records.length;
    bytes -= oldest.bytes;
    decoded.delete(oldest);
  }

  async function decodeChunks(taken: readonly Chunk[]): Promise<RecordedEvent[]> {
    const missing = taken.filter((chunk) => !decoded.has(chunk));
    if (missing.length > 0) beginDecoding(missing);
    return (await Promise.all(taken.map(async (chunk) => decoded.get(chunk) ?? []))).flat();
  }

  /** Decodes the chunks together, so that the keys of all persons in them are fetched together. */
  function beginDecoding(missing: readonly Chunk[]): void {
    const decoding = codec.decode(missing.flatMap(({ records }) => records));
    let start = 0;
    for (const chunk of missing) {
      const [from, to] = [start, start + chunk.records.length];
      start = to;
      const events = decoding.then((all) => all.slice(from, to));
      decoded.set(chunk, events);
      // What failed may succeed later.
      events.catch(() => decoded.get(chunk) === events && decoded.delete(chunk));
    }
  }
}

/** Two bytes a character, at most. */
function sizeInMemory(records: readonly StoredRecord[]): number {
  return records.reduce(
    (sum, { data, metadata, stream, type, id }) =>
      sum + 2 * (data.length + metadata.length + stream.length + type.length + id.length),
    0,
  );
}

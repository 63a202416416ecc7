/**
 * A group of appends, written in one transaction. Each goes to a different stream, so that no append of a
 * group depends on another.
 */
import type { ClientBase } from "pg";
import type { NewRecord, StoredRecord } from "../port.ts";
import { integerArray, textArray, uuidArray } from "./arrays.ts";

/** A revision or, before the first event, `none`. */
export type ExactRevision = number | "none";

/** An append that waits to be written. */
export interface Append {
  readonly stream: string;
  readonly expected: ExactRevision;
  readonly records: readonly NewRecord[];
  /** Counted like `limits.appendBytes`. */
  readonly bytes: number;
}

/** A group is closed once it holds more than this. */
const groupEvents = 500;
const groupBytes = 2_000_000;

/** Takes the next group from a queue, oldest first; the rest stays in order. */
export function takeGroup<A extends Append>(queue: A[]): readonly A[] {
  const group = new Map<string, A>();
  const left: A[] = [];
  let roomEvents = groupEvents;
  let roomBytes = groupBytes;
  for (const append of queue) {
    if (group.has(append.stream) || roomEvents < 0 || roomBytes < 0) {
      left.push(append);
      continue;
    }
    group.set(append.stream, append);
    roomEvents -= append.records.length;
    roomBytes -= append.bytes;
  }
  queue.splice(0, queue.length, ...left);
  return [...group.values()];
}

const query = {
  name: "append_events",
  text: "select stream, revision, position from append_events($1, $2, $3, $4, $5, $6, $7)",
  rowMode: "array",
} as const;

/**
 * Writes a group in one round trip.
 * @returns the written events by position; those of refused appends are left out
 */
export async function writeGroup(
  client: ClientBase,
  group: readonly Append[],
): Promise<readonly StoredRecord[]> {
  const events = group.flatMap(({ stream, expected, records }) =>
    records.map((record, index) => ({ stream, expected, index, record })),
  );
  const values = [
    textArray(events.map(({ stream }) => stream)),
    integerArray(events.map(({ expected }) => lastRevision(expected))),
    integerArray(events.map(({ index }) => index + 1)),
    uuidArray(events.map(({ record }) => record.id)),
    textArray(events.map(({ record }) => record.type)),
    textArray(events.map(({ record }) => record.data)),
    textArray(events.map(({ record }) => record.metadata)),
  ];
  const { rows } = await client.query<[string, number, string | bigint]>({ ...query, values });
  const appends = new Map(group.map((append) => [append.stream, append]));
  const written = rows.map(([stream, revision, position]): StoredRecord => {
    const { expected = "none", records = [] } = appends.get(stream) ?? {};
    const record = records[revision - lastRevision(expected) - 1];
    if (record === undefined) throw new Error(`an event of ${stream} was written that nobody sent`);
    const { id, type, data, metadata } = record;
    return { position: BigInt(position), stream, revision, id, type, data, metadata };
  });
  return written.toSorted((a, b) => (a.position < b.position ? -1 : 1));
}

/** The revision of the last event; -1 if there is none. */
export function lastRevision(expected: ExactRevision): number {
  return expected === "none" ? -1 : expected;
}

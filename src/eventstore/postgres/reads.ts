/** Reads: one stream, everything after a position, the last position, a repeated append. */
import type { Pool, QueryArrayConfig } from "pg";
import { givenArray } from "../../platform/database/given-array.ts";
import { LimitExceeded } from "../errors.ts";
import {
  limits,
  type Appended,
  type Position,
  type StoredRecord,
  type StreamEnd,
} from "../port.ts";
import { groupedRead } from "../../platform/group-reads.ts";
import { textArray } from "./arrays.ts";
import { toPortError } from "./failures.ts";
import { lastRevision, type Append, type ExactRevision } from "./group.ts";

/** Positions are text or bigint, depending on the connection. */
type Row = [string | bigint, string, number, string, string, string, string];

async function rowsOf<R extends unknown[]>(
  pool: Pool,
  query: Omit<QueryArrayConfig, "rowMode">,
): Promise<R[]> {
  try {
    return (await pool.query<R>({ ...query, rowMode: "array" })).rows;
  } catch (error) {
    throw toPortError(error);
  }
}

function toRecord([position, stream, revision, id, type, data, metadata]: Row): StoredRecord {
  return { position: BigInt(position), stream, revision, id, type, data, metadata };
}

/** What a group reads of each stream, so that nobody waits for a long one; its rest is read alone. */
const groupedEvents = 50;

export async function wholeStream(pool: Pool, stream: string): Promise<readonly StoredRecord[]> {
  const { first } = await readGrouped(pool, { streams: [stream], ends: [] });
  if (first.length < groupedEvents) return first;
  const rest = await rowsOf<Row>(pool, {
    name: "read_stream",
    text: `select position, stream, revision, id, type, data, metadata from events
           where stream = $1 and revision >= $2 order by revision limit $3`,
    values: [stream, groupedEvents, limits.streamEvents + 1 - groupedEvents],
  });
  if (groupedEvents + rest.length <= limits.streamEvents) return [...first, ...rest.map(toRecord)];
  throw new LimitExceeded(
    `streamEvents: stream ${stream} has more than ${limits.streamEvents} events and cannot be read`,
  );
}

/** The last event of each stream. */
export async function endsOf(pool: Pool, streams: readonly string[]) {
  if (streams.length === 0) return [];
  return (await readGrouped(pool, { streams: [], ends: streams })).ends;
}

interface Asked {
  /** Their first events are wanted. */
  readonly streams: readonly string[];
  /** Their last event is wanted, without its content. */
  readonly ends: readonly string[];
}

interface Found {
  readonly first: readonly StoredRecord[];
  readonly ends: readonly (StreamEnd | undefined)[];
}

/** A command asks for a stream and for the ends of others at the same time: one statement for both. */
const readGrouped = groupedRead(async (pool: Pool, asked: readonly Asked[]): Promise<Found[]> => {
  const streams = new Set(asked.flatMap((each) => each.streams));
  const ends = new Set(asked.flatMap((each) => each.ends));
  const rows = await rowsOf<Row | EndRow>(pool, {
    name: "read_streams",
    text: `(select e.position, e.stream, e.revision, e.id, e.type, e.data, e.metadata
            from unnest(${givenArray(1, "text")}) as wanted(stream), lateral (
              select * from events where events.stream = wanted.stream
              order by events.revision limit ${groupedEvents}) e
            order by e.stream, e.revision)
           union all
           select null, wanted.stream, last.revision, null, last.type, null, null
           from unnest(${givenArray(2, "text")}) as wanted(stream), lateral (
             select type, revision from events where events.stream = wanted.stream
             order by revision desc limit 1) last`,
    values: [textArray([...streams]), textArray([...ends])],
  });
  const records: StoredRecord[] = [];
  const found = new Map<string, StreamEnd>();
  for (const row of rows) {
    if (!isEnd(row)) records.push(toRecord(row));
    else found.set(row[1], { revision: row[2], type: row[4] });
  }
  const firstOf = Map.groupBy(records, ({ stream }) => stream);
  return asked.map((each) => ({
    first: each.streams.flatMap((stream) => firstOf.get(stream) ?? []),
    ends: each.ends.map((stream) => found.get(stream)),
  }));
});

type EndRow = [null, string, number, null, string, null, null];
const isEnd = (row: Row | EndRow): row is EndRow => row[0] === null;

/** The position of the last event, 0n when there is none. */
export async function lastPositionOf(pool: Pool): Promise<Position> {
  const rows = await rowsOf<[string | bigint]>(pool, {
    name: "last_position",
    text: "select coalesce(max(position), 0) from events",
  });
  return BigInt(rows[0]?.[0] ?? 0);
}

/** The id of the event at a position, if there is one. */
export async function eventIdIn(pool: Pool, position: Position): Promise<string | undefined> {
  const rows = await rowsOf<[string]>(pool, {
    name: "event_id",
    text: "select id from events where position = $1",
    values: [position],
  });
  return rows[0]?.[0];
}

/**
 * Everything after a position, including events appended meanwhile. The next batch is read while the
 * caller works.
 * @throws Error if a position is missing: continuing would lose an event
 */
export async function* allAfter(pool: Pool, after: Position, batchSize: number) {
  let next = readBatch(pool, after, batchSize);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (last === undefined) return;
    const isEnd = batch.length < batchSize;
    if (!isEnd) {
      next = readBatch(pool, last.position, batchSize);
      // Awaited in the next round; until then a failure must not count as unhandled.
      next.catch(() => undefined);
    }
    yield batch;
    if (isEnd) return;
  }
}

async function readBatch(pool: Pool, after: Position, batchSize: number) {
  const rows = await rowsOf<Row>(pool, {
    name: "read_all",
    text: `select position, stream, revision, id, type, data, metadata from events
           where position > $1 order by position limit $2`,
    values: [after, batchSize],
  });
  let previous = after;
  return rows.map((row) => {
    const record = toRecord(row);
    if (record.position !== ++previous) {
      throw new Error(
        `the event at position ${previous} is missing: the next one is ${record.position}; restore the table events from a backup`,
      );
    }
    return record;
  });
}

/** The revision of a stream's last event. */
export async function lastRevisionOf(pool: Pool, stream: string): Promise<ExactRevision> {
  const rows = await rowsOf<[number]>(pool, {
    name: "last_revision",
    text: "select revision from events where stream = $1 order by revision desc limit 1",
    values: [stream],
  });
  return rows[0]?.[0] ?? "none";
}

/** The place of a refused append's last event, if it was refused because it is already stored. */
export async function findRepeated(
  pool: Pool,
  { stream, expected, records }: Append,
): Promise<Appended | undefined> {
  const events = (await wholeStream(pool, stream)).slice(lastRevision(expected) + 1);
  const last = events[records.length - 1];
  if (last === undefined || records.some(({ id }, index) => events[index]?.id !== id)) return;
  return { revision: last.revision, position: last.position };
}

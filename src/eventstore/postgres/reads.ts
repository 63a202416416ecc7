/** Reads: one stream, everything after a position, the last position, an append that was repeated. */
import type { Pool, QueryArrayConfig } from "pg";
import { LimitExceeded, WrongExpectedRevision } from "../errors.ts";
import {
  limits,
  type Appended,
  type ExpectedRevision,
  type NewRecord,
  type Position,
  type StoredRecord,
} from "../port.ts";
import { toPortError } from "./failures.ts";

/** Whether positions come as text or as bigint is up to the connection. */
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

export async function wholeStream(pool: Pool, stream: string): Promise<readonly StoredRecord[]> {
  const rows = await rowsOf<Row>(pool, {
    name: "read_stream",
    text: `select position, stream, revision, id, type, data, metadata from events
           where stream = $1 order by revision limit $2`,
    values: [stream, limits.streamEvents + 1],
  });
  if (rows.length <= limits.streamEvents) return rows.map(toRecord);
  throw new LimitExceeded(
    `streamEvents: stream ${stream} has more than ${limits.streamEvents} events and cannot be read`,
  );
}

/** The position of the last event, 0n when there is none. */
export async function lastPositionOf(pool: Pool): Promise<Position> {
  const rows = await rowsOf<[string | bigint]>(pool, {
    name: "last_position",
    text: "select coalesce(max(position), 0) from events",
  });
  return BigInt(rows[0]?.[0] ?? 0);
}

/**
 * Everything after a position, to the end as it is when reached. The next batch is on its way while
 * the caller works.
 * @throws Error when a position is missing: going on would lose an event
 */
export async function* allAfter(
  pool: Pool,
  after: Position,
  batchSize: number,
): AsyncGenerator<readonly StoredRecord[]> {
  let next = readBatch(pool, after, batchSize);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (last === undefined) return;
    const isEnd = batch.length < batchSize;
    if (!isEnd) {
      next = readBatch(pool, last.position, batchSize);
      // Heard at the next turn; until then a failure must not count as unhandled.
      next.catch(() => undefined);
    }
    yield batch;
    if (isEnd) return;
  }
}

async function readBatch(
  pool: Pool,
  after: Position,
  batchSize: number,
): Promise<readonly StoredRecord[]> {
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

/**
 * Where the last event of an append stands that was refused because it had been written before.
 * @throws WrongExpectedRevision, LimitExceeded where it had not
 */
export async function repeated(
  pool: Pool,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  const events = await wholeStream(pool, stream);
  const first = records[0]?.id;
  const start =
    expected === "any" ? events.findIndex(({ id }) => id === first) : firstRevision(expected);
  const last = events[start + records.length - 1];
  const isRepeat = start >= 0 && records.every(({ id }, index) => events[start + index]?.id === id);
  if (isRepeat && last !== undefined) return { revision: last.revision, position: last.position };
  if (expected === "any") {
    throw new LimitExceeded(`streamEvents: a stream holds at most ${limits.streamEvents} events`);
  }
  throw new WrongExpectedRevision(stream, expected);
}

function firstRevision(expected: number | "none"): number {
  return expected === "none" ? 0 : expected + 1;
}

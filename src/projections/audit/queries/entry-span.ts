/**
 * Reads a whole span of a log, in batches. Its statements are written by hand, because they were measured
 * (bench/AUDIT.md).
 */
import { sql } from "kysely";
import type pg from "pg";
import type { AuditRecord } from "../../../audit/record.ts";
import { parameters } from "../../engine/page.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { auditQueries } from "../rows.ts";
import {
  type AuditEntry,
  entryConditions,
  type EntryFilter,
  entryOf,
  type StoredEntry,
  isFiltered,
} from "./entry-filter.ts";

/** Positions from `first` up to `last`, both included. */
export interface PositionRange {
  readonly first: number;
  readonly last: number;
}

/** Read at once: few enough that memory stays flat, many enough that queries are few. */
const entriesAtOnce = 250;
/** Larger records are read one by one, so that the bytes of a batch are bounded. */
const largeRecordBytes = 16_384;

/**
 * All entries of a span that the filter matches, in order and in batches. The next batch is read while the
 * caller processes this one.
 * @throws if an entry is missing: a log has no gaps
 */
export async function* readSpan(
  pool: pg.Pool,
  organizationId: string,
  span: PositionRange,
  filter: EntryFilter = {},
): AsyncGenerator<readonly AuditEntry[], undefined> {
  for await (const rows of readRows(pool, organizationId, span, filter)) yield rows.map(entryOf);
  return undefined;
}

/** Like `readSpan`, without the changes, whose text costs PostgreSQL more than the records do. */
export async function* readRecords(
  pool: pg.Pool,
  organizationId: string,
  span: PositionRange,
): AsyncGenerator<readonly AuditRecord[], undefined> {
  for await (const rows of readRows(pool, organizationId, span)) {
    yield rows.map(({ record }) => JSON.parse(record) as AuditRecord);
  }
  return undefined;
}

/** @param filter undefined reads the records of all entries, without their changes */
async function* readRows(
  pool: pg.Pool,
  organizationId: string,
  { first, last }: PositionRange,
  filter?: EntryFilter,
): AsyncGenerator<readonly StoredEntry[], undefined> {
  const columns = filter === undefined ? recordColumns : entryColumns;
  const isWhole = filter === undefined || !isFiltered(filter);
  const read = (start: number): Promise<SpanRow[]> => {
    const range = {
      first: start,
      last: isWhole ? Math.min(start + entriesAtOnce - 1, last) : last,
    };
    const rows = isWhole
      ? readBatch(pool, organizationId, range, columns)
      : readMatching(pool, organizationId, range, filter);
    // A caller that stops early never awaits this; its failure must not end the process.
    rows.catch(() => undefined);
    return rows;
  };
  let next = first <= last ? read(first) : undefined;
  while (next !== undefined) {
    const rows = await next;
    const start = (rows.at(-1)?.position ?? last) + 1;
    const isMore = start <= last && (isWhole || rows.length === entriesAtOnce);
    next = isMore ? read(start) : undefined;
    let batch: StoredEntry[] = [];
    for (const { record, position, changes } of rows) {
      if (record !== null) {
        batch.push({ record, changes });
        continue;
      }
      if (batch.length > 0) yield batch;
      yield [await readLarge(pool, organizationId, position)];
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
  return undefined;
}

/** The record is null if it is too large for a batch. */
interface SpanRow extends Pick<StoredEntry, "changes"> {
  readonly position: number;
  readonly record: string | null;
}

const columnsWith = (changes: string) => `position, ${changes} as changes,
  case when octet_length(record) <= ${largeRecordBytes} then record end as record`;
const recordColumns = columnsWith("''");
const entryColumns = columnsWith("changes::text");

async function readBatch(
  pool: pg.Pool,
  organizationId: string,
  { first, last }: PositionRange,
  columns: string,
): Promise<SpanRow[]> {
  const { rows } = await pool.query<SpanRow>({
    name: columns === entryColumns ? "audit span" : "audit records",
    text: `select ${columns} from audit_entries where organization_id = $1 and position between $2 and $3
           order by position`,
    values: [organizationId, first, last],
  });
  const isGapless = rows.every(({ position }, index) => position === first + index);
  if (rows.length !== last - first + 1 || !isGapless) {
    throw new Error(`the log of ${organizationId} has gaps between ${first} and ${last}`);
  }
  return rows;
}

async function readMatching(
  pool: pg.Pool,
  organizationId: string,
  { first, last }: PositionRange,
  filter: EntryFilter,
): Promise<SpanRow[]> {
  const { values, add } = parameters(organizationId, first, last, entriesAtOnce);
  const conditions = ["organization_id = $1", "position between $2 and $3"];
  const { rows } = await pool.query<SpanRow>(
    `select ${entryColumns} from audit_entries
     where ${[...conditions, ...entryConditions(filter, add)].join(" and ")} order by position limit $4`,
    values,
  );
  return rows;
}

async function readLarge(
  pool: pg.Pool,
  organizationId: string,
  position: number,
): Promise<StoredEntry> {
  const query = auditQueries
    .selectFrom("audit_entries")
    .select(["record", sql<string>`changes::text`.as("changes")])
    .where("organization_id", "=", organizationId)
    .where("position", "=", position);
  const [row] = await rowsOf(pool, query);
  if (row === undefined) throw new Error(`the log of ${organizationId} has no entry ${position}`);
  return row;
}

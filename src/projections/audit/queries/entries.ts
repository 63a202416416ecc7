/**
 * Reads the entries of an organization's log: by page with filters, or a whole span. Written by hand are
 * pages, matches and batches, which were measured (bench/AUDIT.md, bench/FEED.md), and what is found
 * inside JSON.
 */
import { sql } from "kysely";
import type pg from "pg";
import type { AuditRecord } from "../../../audit/record.ts";
import { type Page, type PageRequest, parameters } from "../../engine/page.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { countRows, maxCounted } from "../../engine/read-page.ts";
import { auditQueries } from "../rows.ts";

export interface AuditEntry {
  readonly record: AuditRecord;
  /** What it changed, field by field (audit/fields.ts), as JSON, because most readers do not parse it. */
  readonly changes: string;
}

/** An entry must match all that are set. Times are RFC 3339; `from` is inclusive, `to` exclusive. */
export interface EntryFilter {
  readonly types?: readonly string[] | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly solutionId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Row {
  readonly record: string;
  readonly changes: string;
}

/** A page, and the position up to which it and the pages before it cover the log. */
interface LogPage extends Page<AuditEntry> {
  readonly nextPosition: number;
}

/** The entries of which a page is wanted. */
interface ListedEntries {
  readonly filter: EntryFilter;
  /** Only entries after this position. */
  readonly after?: number | undefined;
  /** The log's end, unless an earlier page has fixed it. */
  readonly upTo: number;
  readonly order?: "asc" | "desc" | undefined;
}

export async function listAuditEntries(
  pool: pg.Pool,
  organizationId: string,
  listed: ListedEntries,
  { after: [start, end] = [], limit, includeTotal }: PageRequest,
): Promise<LogPage> {
  const { filter, after = 0, order = "asc" } = listed;
  const upTo = Number(end ?? listed.upTo);
  const used = parameters(organizationId, limit + 1, upTo);
  const conditions = ["organization_id = $1", "position <= $3", ...conditionsOf(filter, used.add)];
  const first = order === "asc" ? (start ?? after) : after;
  if (Number(first) > 0) conditions.push(`position > ${used.add(first)}::integer`);
  if (order === "desc" && start !== undefined) {
    conditions.push(`position < ${used.add(start)}::integer`);
  }
  const { rows } = await pool.query<Row & { found: number }>(
    `select record, changes::text, found from (
       select record, changes, position, count(*) over ()::integer as found,
              sum(bytes) over (order by position ${order}) - bytes as before
       from (select record, changes, position,
                    octet_length(record) + octet_length(changes::text) as bytes from audit_entries
             where ${conditions.join(" and ")} order by position ${order} limit $2) page
     ) sized
     where before < ${pageBytes} order by position ${order}`,
    used.values,
  );
  const items = rows.slice(0, limit).map(entryOf);
  const range = { after, upTo };
  const total = includeTotal && (await countEntries(pool, organizationId, range, filter));
  const last = items.at(-1)?.record.position;
  if (last === undefined || items.length === (rows[0]?.found ?? 0)) {
    return { items, nextPosition: upTo, ...total };
  }
  // In descending order all pages together cover the log as it was when the first one was read.
  return order === "asc"
    ? { items, next: [String(last)], nextPosition: last, ...total }
    : { items, next: [String(last), String(upTo)], nextPosition: upTo, ...total };
}

/** Without a filter the positions tell: they have no gaps. */
async function countEntries(
  pool: pg.Pool,
  organizationId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  filter: EntryFilter,
): Promise<Pick<LogPage, "total" | "totalIsBounded">> {
  if (!isFiltered(filter)) return { total: upTo - after };
  const { values, add } = parameters(organizationId, after, upTo, maxCounted + 1);
  const conditions = ["organization_id = $1", "position > $2", "position <= $3"];
  const text = `select from audit_entries
                where ${[...conditions, ...conditionsOf(filter, add)].join(" and ")} limit $4`;
  return countRows(pool, text, values);
}

/** A page takes no further entry once its records and changes have this many bytes: entries may be large. */
const pageBytes = 4_000_000;

function conditionsOf(filter: EntryFilter, add: (value: unknown) => string): string[] {
  const { types, actorId, subjectId, solutionId, correlationId, from, to } = filter;
  return [
    ...(types === undefined ? [] : [`type = any(${add(types)})`]),
    ...(actorId === undefined ? [] : [`actor_id = ${add(actorId)}`]),
    ...(subjectId === undefined ? [] : [`subject_id = ${add(subjectId)}`]),
    ...(solutionId === undefined ? [] : [`solution_id = ${add(solutionId)}`]),
    ...(correlationId === undefined ? [] : [`correlation_id = ${add(correlationId)}`]),
    // An entry's effective time is never before its own time, so the index on it narrows the search.
    ...(from === undefined ? [] : [`effective_at >= ${add(from)}`, `occurred_at >= ${add(from)}`]),
    ...(to === undefined ? [] : [`occurred_at < ${add(to)}`]),
  ];
}

function entryOf({ record, changes }: Row): AuditEntry {
  return { record: JSON.parse(record) as AuditRecord, changes };
}

export function isFiltered(filter: EntryFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Says for each filter whether it matches an entry in its range, with one query for all. */
export async function matchesOf(
  pool: pg.Pool,
  organizationId: string,
  asked: readonly {
    readonly after: number;
    readonly upTo: number;
    readonly filter: EntryFilter;
  }[],
): Promise<readonly boolean[]> {
  const { values, add } = parameters(organizationId);
  const found = asked.map(({ after, upTo, filter }) => {
    const range = `position > ${add(after)}::integer and position <= ${add(upTo)}::integer`;
    const conditions = ["organization_id = $1", range, ...conditionsOf(filter, add)];
    return `exists (select from audit_entries where ${conditions.join(" and ")})`;
  });
  const text = `select array[${found.join(", ")}] as matches`;
  const { rows } = await pool.query<{ matches: boolean[] }>(text, values);
  return rows[0]?.matches ?? [];
}

/** Does the log have this event at the position? */
export async function isEventAt(
  pool: pg.Pool,
  organizationId: string,
  position: number,
  eventId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from audit_entries
     where organization_id = $1 and position = $2 and record::jsonb ->> 'eventId' = $3`,
    [organizationId, position, eventId],
  );
  return rowCount === 1;
}

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
): AsyncGenerator<readonly Row[], undefined> {
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
    let batch: Row[] = [];
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
interface SpanRow extends Pick<Row, "changes"> {
  readonly position: number;
  readonly record: string | null;
}

const recordColumns = `position, '' as changes,
  case when octet_length(record) <= ${largeRecordBytes} then record end as record`;
const entryColumns = recordColumns.replace("'' as changes", "changes::text");

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
     where ${[...conditions, ...conditionsOf(filter, add)].join(" and ")} order by position limit $4`,
    values,
  );
  return rows;
}

async function readLarge(pool: pg.Pool, organizationId: string, position: number): Promise<Row> {
  const query = auditQueries
    .selectFrom("audit_entries")
    .select(["record", sql<string>`changes::text`.as("changes")])
    .where("organization_id", "=", organizationId)
    .where("position", "=", position);
  const [row] = await rowsOf(pool, query);
  if (row === undefined) throw new Error(`the log of ${organizationId} has no entry ${position}`);
  return row;
}

/** The log's last position at a moment, including entries at that moment. */
export async function positionAt(
  pool: pg.Pool,
  organizationId: string,
  at: string,
): Promise<number> {
  return positionWhere(pool, organizationId, "<=", at);
}

/** The log's last position before a moment. */
export async function positionBefore(
  pool: pg.Pool,
  organizationId: string,
  at: string,
): Promise<number> {
  return positionWhere(pool, organizationId, "<", at);
}

async function positionWhere(
  pool: pg.Pool,
  organizationId: string,
  comparison: "<" | "<=",
  at: string,
): Promise<number> {
  const query = auditQueries
    .selectFrom("audit_entries")
    .select("position")
    .where("organization_id", "=", organizationId)
    .where("effective_at", comparison, at)
    .orderBy("effective_at", "desc")
    .orderBy("position", "desc")
    .limit(1);
  const [row] = await rowsOf(pool, query);
  return row?.position ?? 0;
}

/** The log's size and root in the latest bundle that was exported within the first `size` entries. */
export async function latestBundle(
  pool: pg.Pool,
  organizationId: string,
  size: number,
): Promise<{ readonly size: number; readonly root: string } | undefined> {
  const { rows } = await pool.query<{ size: number; root: string }>(
    `select (data ->> 'size')::integer as size, data ->> 'root' as root
     from audit_entries, lateral (select record::jsonb -> 'data' as data) d
     where organization_id = $1 and type = 'EventLogExported' and position <= $2
       and data ->> 'format' = 'bundle' and (data ->> 'size')::integer between 1 and $2
     order by position desc limit 1`,
    [organizationId, size],
  );
  return rows[0];
}

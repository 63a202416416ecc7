/**
 * Finds entries of an organization's log: pages with filters, matches, positions. Written by hand are pages
 * and matches, which were measured (bench/AUDIT.md, bench/FEED.md), and what is found inside JSON.
 */
import type pg from "pg";
import { type Page, type PageRequest, parameters } from "../../engine/page.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { countRows, maxCounted } from "../../engine/read-page.ts";
import { auditQueries } from "../rows.ts";
import {
  type AuditEntry,
  entryConditions,
  type EntryFilter,
  entryOf,
  type StoredEntry,
  isFiltered,
} from "./entry-filter.ts";

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
  const conditions = [
    "organization_id = $1",
    "position <= $3",
    ...entryConditions(filter, used.add),
  ];
  const first = order === "asc" ? (start ?? after) : after;
  if (Number(first) > 0) conditions.push(`position > ${used.add(first)}::integer`);
  if (order === "desc" && start !== undefined) {
    conditions.push(`position < ${used.add(start)}::integer`);
  }
  const { rows } = await pool.query<StoredEntry & { found: number }>(
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
                where ${[...conditions, ...entryConditions(filter, add)].join(" and ")} limit $4`;
  return countRows(pool, text, values);
}

/** A page takes no further entry once its records and changes have this many bytes: entries may be large. */
const pageBytes = 4_000_000;

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
    const conditions = ["organization_id = $1", range, ...entryConditions(filter, add)];
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

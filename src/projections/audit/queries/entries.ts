/** The entries of an organization's log: by page with filters, and as a whole. */
import type pg from "pg";
import type { FieldChange } from "../../../audit/fields.ts";
import type { AuditRecord } from "../../../audit/record.ts";
import { type Page, type PageRequest, pageOf, parameters } from "../../directory/queries/page.ts";

export interface Entry {
  readonly record: AuditRecord;
  readonly changes: Readonly<Record<string, FieldChange>>;
}

/** All that are set must hold. Times are RFC 3339; `from` is part of it, `to` is not. */
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
  readonly changes: Record<string, FieldChange>;
}

export async function listEntries(
  pool: pg.Pool,
  organizationId: string,
  filter: EntryFilter & { readonly order: "asc" | "desc" },
  { after, limit }: PageRequest,
): Promise<Page<Entry>> {
  const { order } = filter;
  const used = parameters(organizationId, limit + 1);
  const conditions = ["organization_id = $1", ...conditionsOf(filter, used.add)];
  if (after !== undefined) {
    conditions.push(`position ${order === "asc" ? ">" : "<"} ${used.add(after[0])}::integer`);
  }
  const { rows } = await pool.query<Row>(
    `select record, changes from audit_entries where ${conditions.join(" and ")}
     order by position ${order} limit $2`,
    used.values,
  );
  return pageOf(rows.map(entryOf), limit, (entry) => entry, cursorOf);
}

function conditionsOf(filter: EntryFilter, add: (value: unknown) => string): string[] {
  const { types, actorId, subjectId, solutionId, correlationId, from, to } = filter;
  return [
    ...(types === undefined ? [] : [`type = any(${add(types)})`]),
    ...(actorId === undefined ? [] : [`actor_id = ${add(actorId)}`]),
    ...(subjectId === undefined ? [] : [`subject_id = ${add(subjectId)}`]),
    ...(solutionId === undefined ? [] : [`solution_id = ${add(solutionId)}`]),
    ...(correlationId === undefined ? [] : [`correlation_id = ${add(correlationId)}`]),
    // An entry's effective time is never before its own: the index on it narrows what is looked at.
    ...(from === undefined ? [] : [`effective_at >= ${add(from)}`, `occurred_at >= ${add(from)}`]),
    ...(to === undefined ? [] : [`occurred_at < ${add(to)}`]),
  ];
}

function entryOf({ record, changes }: Row): Entry {
  return { record: JSON.parse(record) as AuditRecord, changes };
}

const cursorOf = ({ record }: Entry): readonly string[] => [String(record.position)];

/** Positions from `first` up to `last`, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Read at once: few enough that memory stays flat, many enough that the database is not asked often. */
const entriesAtOnce = 1_000;

/**
 * All entries of a span in order, in batches; the next one is read while this one is worked on.
 * @throws where one is missing: a log has no gaps
 */
export async function* readSpan(
  pool: pg.Pool,
  organizationId: string,
  { first, last }: Span,
): AsyncGenerator<readonly Entry[], undefined> {
  const read = (start: number): Promise<Entry[]> => {
    const entries = readBatch(
      pool,
      organizationId,
      start,
      Math.min(start + entriesAtOnce - 1, last),
    );
    // Whoever stops half-way does not come back for it; its failure is then nobody's.
    entries.catch(() => undefined);
    return entries;
  };
  if (first > last) return undefined;
  let next = read(first);
  for (let start = first; start <= last; start += entriesAtOnce) {
    const entries = await next;
    if (start + entriesAtOnce <= last) next = read(start + entriesAtOnce);
    yield entries;
  }
  return undefined;
}

async function readBatch(
  pool: pg.Pool,
  organizationId: string,
  first: number,
  last: number,
): Promise<Entry[]> {
  const { rows } = await pool.query<Row>({
    name: "audit span",
    text: `select record, changes from audit_entries
           where organization_id = $1 and position between $2 and $3 order by position`,
    values: [organizationId, first, last],
  });
  if (rows.length !== last - first + 1) {
    throw new Error(`the log of ${organizationId} has gaps between ${first} and ${last}`);
  }
  return rows.map(entryOf);
}

/** Up to which position the log goes at a moment: entries at that moment are part of it. */
export async function positionAt(
  pool: pg.Pool,
  organizationId: string,
  at: string,
): Promise<number> {
  return positionWhere(pool, organizationId, "<=", at);
}

/** Up to which position the log goes before a moment. */
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
  const { rows } = await pool.query<{ position: number }>(
    `select position from audit_entries
     where organization_id = $1 and effective_at ${comparison} $2
     order by effective_at desc, position desc limit 1`,
    [organizationId, at],
  );
  return rows[0]?.position ?? 0;
}

/** The latest entry of a type, if there is one. */
export async function latestOf(
  pool: pg.Pool,
  organizationId: string,
  type: string,
  matches: (entry: Entry) => boolean,
): Promise<Entry | undefined> {
  const { rows } = await pool.query<Row>(
    `select record, changes from audit_entries where organization_id = $1 and type = $2
     order by position desc limit 100`,
    [organizationId, type],
  );
  return rows.map(entryOf).find(matches);
}

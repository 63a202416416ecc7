/** Stored log entries, and the query that lists them. */
import type pg from "pg";
import { type Page, type PageRequest, pageOf, parameters } from "../engine/page.ts";

export const logLevels = ["ERROR", "WARNING", "INFO", "DEBUG"] as const;
export type LogLevel = (typeof logLevels)[number];

/** An entry as an app sends it; times are RFC 3339. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly category: string;
  readonly message: string;
  readonly solutionId?: string | undefined;
  readonly device?: string | undefined;
  readonly app?: string | undefined;
  readonly parameters?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly correlationId?: string | undefined;
  readonly occurredAt: string;
}

export interface LogItem extends LogEntry {
  readonly logId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly receivedAt: string;
  /** Entries with the same correlation id in this view, up to `mostCounted`. */
  readonly correlationCount: number | undefined;
}

/** The most entries counted for one correlation id, so that a flooding app does not slow the pages. */
const mostCounted = 10_000;

/** Selects entries; an entry must match all that are set. */
export interface LogView {
  readonly organizationIds: readonly string[];
  readonly userId?: string | undefined;
  readonly solutionId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly levels?: readonly LogLevel[] | undefined;
  readonly category?: string | undefined;
  /** RFC 3339: entries received at or after this. */
  readonly since: string;
}

/** Newest first, by the time of receipt. */
export async function listLogEntries(
  pool: pg.Pool,
  view: LogView,
  { after, limit }: PageRequest,
): Promise<Page<LogItem>> {
  const used = parameters(limit + 1);
  const conditions = conditionsOf(view, used.add);
  if (after !== undefined) {
    conditions.push(
      `(received_at, log_id) < (${used.add(after[0])}::timestamptz, ${used.add(after[1])}::uuid)`,
    );
  }
  const { rows } = await pool.query<Row>(
    `select * from log_entries where ${conditions.join(" and ")}
     order by received_at desc, log_id desc limit $1`,
    used.values,
  );
  const counts = await correlationCounts(pool, view, rows);
  return pageOf(
    rows,
    limit,
    (row) => itemOf(row, counts),
    (row) => [row.received_at, row.log_id],
  );
}

/** How many entries each correlation id on the page has in the view. */
async function correlationCounts(
  pool: pg.Pool,
  view: LogView,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(rows.flatMap((row) => row.correlation_id ?? []))];
  if (ids.length === 0) return new Map();
  const used = parameters(ids, mostCounted);
  // These filters restrict what is shown, but not how many messages belong together.
  const conditions = conditionsOf({ ...view, levels: undefined, category: undefined }, used.add);
  const { rows: counts } = await pool.query<{ correlation_id: string; count: number }>(
    `select correlation_id,
            (select count(*)::integer from (
               select from log_entries
               where ${conditions.join(" and ")} and correlation_id = wanted.correlation_id limit $2
             ) counted) as count
     from unnest($1::text[]) as wanted (correlation_id)`,
    used.values,
  );
  return new Map(counts.map(({ correlation_id, count }) => [correlation_id, count]));
}

function conditionsOf(view: LogView, add: (value: unknown) => string): string[] {
  const { organizationIds, userId, solutionId, correlationId, levels, category, since } = view;
  return [
    `organization_id = any(${add(organizationIds)}::uuid[])`,
    `received_at >= ${add(since)}::timestamptz`,
    ...(userId === undefined ? [] : [`user_id = ${add(userId)}`]),
    ...(solutionId === undefined ? [] : [`solution_id = ${add(solutionId)}`]),
    ...(correlationId === undefined ? [] : [`correlation_id = ${add(correlationId)}`]),
    ...(levels === undefined ? [] : [`level = any(${add(levels)}::text[])`]),
    ...(category === undefined ? [] : [`category = ${add(category)}`]),
  ];
}

interface Row {
  readonly log_id: string;
  readonly received_at: string;
  readonly occurred_at: string;
  readonly organization_id: string;
  readonly user_id: string;
  readonly solution_id: string | null;
  readonly level: LogLevel;
  readonly category: string;
  readonly message: string;
  readonly device: string | null;
  readonly app: string | null;
  readonly parameters: Record<string, string | number | boolean> | null;
  readonly correlation_id: string | null;
}

function itemOf(row: Row, counts: ReadonlyMap<string, number>): LogItem {
  return {
    logId: row.log_id,
    organizationId: row.organization_id,
    userId: row.user_id,
    solutionId: row.solution_id ?? undefined,
    level: row.level,
    category: row.category,
    message: row.message,
    device: row.device ?? undefined,
    app: row.app ?? undefined,
    parameters: row.parameters ?? undefined,
    correlationId: row.correlation_id ?? undefined,
    correlationCount: counts.get(row.correlation_id ?? ""),
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
  };
}

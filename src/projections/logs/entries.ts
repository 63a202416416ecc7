/** Log entries: as apps send them, as they are shown, and the query that lists them. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id, line, mapOf, sentTime, text, timestamp } from "../../domain/primitives.ts";
import type { Page, PageRequest } from "../engine/page.ts";
import { present, queriesOver, type RowOf, rowsOf } from "../engine/read-model.ts";
import { readPage } from "../engine/read-page.ts";

const logLevels = ["ERROR", "WARNING", "INFO", "DEBUG"] as const;
export const logLevel = z
  .enum(logLevels, `must be one of ${logLevels.join(", ")}`)
  .meta({ id: "LogLevel" });

/** An entry as an app sends it. */
export const newLogEntry = z.strictObject({
  level: logLevel,
  category: line(100),
  message: text(10_000).min(1, "must not be empty"),
  solutionId: id.optional(),
  device: line(200).optional(),
  app: line(200).optional(),
  parameters: mapOf(z.union([text(1000), z.number(), z.boolean()]), 50).optional(),
  correlationId: line(200).optional(),
  occurredAt: sentTime
    .optional()
    .describe(
      "The device's time of the event; now by default. At most 5 minutes ahead and 30 days back.",
    ),
});
export type SentLogEntry = z.output<typeof newLogEntry>;

/** The most entries counted for one correlation id, so that a flooding app does not slow the pages. */
const mostCounted = 10_000;

export const logEntry = z
  .object({
    logId: id,
    organizationId: id,
    userId: id,
    solutionId: id.optional(),
    level: logLevel,
    category: z.string(),
    message: z.string(),
    device: z.string().optional(),
    app: z.string().optional(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    correlationId: z.string().optional(),
    correlationCount: z
      .int()
      .optional()
      .describe(
        "The number of entries with this correlation id in the view, at any level and in any category. Counting stops at 10,000.",
      ),
    occurredAt: timestamp,
    receivedAt: timestamp,
  })
  .meta({ id: "LogEntry" });
export type LogEntry = z.output<typeof logEntry>;

/** Selects entries; an entry must match all that are set. */
export interface LogView {
  readonly organizationIds: readonly string[];
  readonly userId?: string | undefined;
  readonly solutionId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly levels?: readonly LogEntry["level"][] | undefined;
  readonly category?: string | undefined;
  /** RFC 3339: entries received at or after this. */
  readonly since: string;
}

const logQueries = queriesOver<{
  log_entries: RowOf<
    "log_entries",
    { level: LogEntry["level"]; parameters: NonNullable<LogEntry["parameters"]> | null }
  >;
}>();

const entriesIn = (view: LogView) => {
  const { organizationIds, levels, since } = view;
  let query = logQueries
    .selectFrom("log_entries")
    .where("organization_id", "=", sql<string>`any(${organizationIds}::uuid[])`)
    .where("received_at", ">=", since);
  for (const [column, field] of exact) {
    const value = view[field];
    if (value !== undefined) query = query.where(column, "=", value);
  }
  return levels === undefined ? query : query.where("level", "in", levels);
};

const exact = [
  ["user_id", "userId"],
  ["solution_id", "solutionId"],
  ["correlation_id", "correlationId"],
  ["category", "category"],
] as const;

/** Newest first, by the time of receipt. */
export async function listLogEntries(
  pool: pg.Pool,
  view: LogView,
  request: PageRequest,
): Promise<Page<LogEntry>> {
  const found = entriesIn(view)
    .select(["log_id as logId", "organization_id as organizationId", "user_id as userId"])
    .select(["solution_id as solutionId", "level", "category", "message", "device", "app"])
    .select(["parameters", "correlation_id as correlationId"])
    .select(["occurred_at as occurredAt", "received_at as receivedAt"]);
  const page = await readPage(pool, found, request, {
    by: ["received_at", "log_id"],
    direction: "desc",
    item: (row): LogEntry => present(row),
    cursor: (row) => [row.receivedAt, row.logId],
  });
  const ids = page.items.flatMap(({ correlationId }) => correlationId ?? []);
  const counts = await correlationCounts(pool, view, [...new Set(ids)]);
  for (const item of page.items) item.correlationCount = counts.get(item.correlationId ?? "");
  return page;
}

/** How many entries each correlation id has in the view. */
async function correlationCounts(
  pool: pg.Pool,
  view: LogView,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  // These filters restrict what is shown, but not how many messages belong together.
  const together = entriesIn({ ...view, levels: undefined, category: undefined });
  const query = logQueries
    .selectFrom(sql<{ id: string }>`unnest(${ids}::text[])`.as<"wanted">(sql`wanted(id)`))
    .select("wanted.id")
    .select(({ selectFrom }) =>
      selectFrom(
        together
          .select("log_id")
          .where("correlation_id", "=", sql.ref<string>("wanted.id"))
          .limit(mostCounted)
          .as("counted"),
      )
        .select(sql<number>`count(*)::integer`.as("count"))
        .$asScalar()
        .as("count"),
    );
  const rows = await rowsOf(pool, query);
  return new Map(rows.map(({ id, count }) => [id, count ?? 0]));
}

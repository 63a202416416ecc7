/** Schemas of log entries and their queries. */
import { z } from "zod";
import { windows } from "../../commands/logs/logs.ts";
import { id, line, mapOf, text, timestamp } from "../../domain/primitives.ts";
import { budgets } from "../../domain/budgets.ts";
import { logLevels } from "../../projections/logs/entries.ts";
import { pageSchema, pageParameters, several } from "../kit/lists.ts";

const atMost = budgets.logEntriesPerRequest.limit;
const level = z.enum(logLevels, `must be one of ${logLevels.join(", ")}`);
const windowNames = Object.keys(windows) as [keyof typeof windows, ...(keyof typeof windows)[]];

const entry = z.strictObject({
  level,
  category: line(100),
  message: text(10_000).min(1, "must not be empty"),
  solutionId: id.optional(),
  device: line(200).optional(),
  app: line(200).optional(),
  parameters: mapOf(z.union([text(1000), z.number(), z.boolean()]), 50).optional(),
  correlationId: line(200).optional(),
  occurredAt: timestamp
    .optional()
    .describe(
      "The device's time of the event; now by default. At most 5 minutes ahead and 30 days back.",
    ),
});

export const logBatch = z
  .strictObject({
    entries: z
      .array(entry)
      .min(1, "must have at least one entry")
      .max(atMost, `must have at most ${atMost} entries`),
  })
  .meta({
    id: "LogBatch",
    examples: [
      {
        entries: [{ level: "ERROR", category: "sync", message: "no answer", app: "expenses 2.1" }],
      },
    ],
  });

export const logsTaken = z.object({ count: z.int() }).meta({ id: "LogsTaken" });

const logEntry = z
  .object({
    logId: id,
    organizationId: id,
    userId: id,
    solutionId: id.optional(),
    level,
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

export const logPage = {
  description: "A page, or with `Accept: text/csv` the whole view as CSV.",
  content: {
    "application/json": { schema: pageSchema(logEntry, "LogPage") },
    "text/csv": { schema: z.string() },
  },
};

const filters = {
  levels: several(level, "Only these levels."),
  category: line(100).optional(),
};

const inWindow = {
  window: z
    .enum(windowNames, `must be one of ${windowNames.join(", ")}`)
    .default("day")
    .describe("How far to look back, from when the service received an entry."),
  correlationId: line(200).optional().describe("Only entries with exactly this correlation id."),
  ...filters,
  ...pageParameters,
};

export const solutionLogQuery = z.strictObject(inWindow);

export const logQuery = z.strictObject({
  ...inWindow,
  solutionId: id.optional().describe("Only entries of this solution."),
});

export const organizationLogQuery = z.strictObject({
  correlationId: line(200).describe("The exact correlation id."),
  ...filters,
  ...pageParameters,
});

/** Schemas of batches and queries of log entries, and of pages. */
import { z } from "zod";
import { windows } from "../../commands/logs/logs.ts";
import { id, line } from "../../domain/primitives.ts";
import { budgets } from "../../domain/budgets.ts";
import { logEntry, logLevel, newLogEntry } from "../../projections/logs/entries.ts";
import { pageSchema, pageParameters, several } from "../kit/lists.ts";

const atMost = budgets.logEntriesPerRequest.limit;
const windowNames = Object.keys(windows) as [keyof typeof windows, ...(keyof typeof windows)[]];

export const logBatch = z
  .strictObject({
    entries: z
      .array(newLogEntry)
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

export const logPage = {
  description: "A page, or with `Accept: text/csv` the whole view as CSV.",
  content: {
    "application/json": { schema: pageSchema(logEntry, "LogPage") },
    "text/csv": { schema: z.string() },
  },
};

const filters = {
  levels: several(logLevel, "Only these levels."),
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

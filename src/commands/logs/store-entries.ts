/** Stores log entries that apps send. */
import type pg from "pg";
import type { SentLogEntry } from "../../projections/logs/entries.ts";
import { makePartition, makePartitions } from "../../projections/logs/partitions.ts";
import type { Job } from "../kit/job.ts";

export const logPartitioning: Job = {
  name: "making partitions for logs",
  seconds: 600,
  run: ({ pool, clock }) => makePartitions(pool, clock().toISOString()),
};

interface NewLogEntry extends SentLogEntry {
  readonly logId: string;
  readonly occurredAt: string;
}

/** Stores all entries in one statement. */
export async function storeEntries(
  pool: pg.Pool,
  sender: { readonly organizationId: string; readonly userId: string; readonly receivedAt: string },
  entries: readonly NewLogEntry[],
): Promise<void> {
  const { organizationId, userId, receivedAt } = sender;
  const insert = () =>
    pool.query({
      name: "store log entries",
      text: `insert into log_entries
             select log_id, $3, occurred_at, $1, $2, solution_id, level, category, message, device,
                    app, parameters, correlation_id
             from json_populate_recordset(null::log_entries, $4)`,
      values: [organizationId, userId, receivedAt, JSON.stringify(entries.map(rowOf))],
    });
  try {
    await insert();
  } catch (error) {
    if (!lacksPartition(error)) throw error;
    await makePartition(pool, receivedAt);
    await insert();
  }
}

function rowOf(entry: NewLogEntry) {
  return {
    log_id: entry.logId,
    occurred_at: entry.occurredAt,
    solution_id: entry.solutionId,
    level: entry.level,
    category: entry.category,
    message: entry.message,
    device: entry.device,
    app: entry.app,
    parameters: entry.parameters,
    correlation_id: entry.correlationId,
  };
}

/** Is the partition missing, as for the first entry of a day? */
function lacksPartition(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  return code === "23514" && constraint === undefined;
}

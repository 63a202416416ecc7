/**
 * A connection for one projection. It pipelines, so the statements of a batch do not wait for each other's
 * results. It has no statement timeout, because deleting a solution with a million members takes a while.
 */
import { Client } from "pg";
import { clientConfig, type Connection } from "../../platform/database/pool.ts";

export interface DatabaseSession {
  readonly client: Client;
  /** Aborted when the connection ends, for whatever reason. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/**
 * With `synchronous_commit=off` no batch waits for the disk. If a crash of the database loses a batch, it
 * also loses the checkpoint in the same transaction, so the events, which are durable, are folded again.
 * A process that is frozen within a transaction must not keep its locks.
 */
const settings =
  "-c TimeZone=UTC -c synchronous_commit=off -c idle_in_transaction_session_timeout=30s";

export async function openDatabaseSession(
  connection: Connection,
  extraSettings = "",
): Promise<DatabaseSession> {
  const client = new Client({
    ...clientConfig(connection),
    application_name: "muster projections",
    options: `${settings} ${extraSettings}`.trim(),
    pipeline: true,
  });
  const losing = new AbortController();
  client.on("error", () => losing.abort());
  client.on("end", () => losing.abort());
  await client.connect();
  return {
    client,
    lost: losing.signal,
    close: () => client.end().catch(() => undefined),
  };
}

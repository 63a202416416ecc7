/**
 * A connection for one projection. It pipelines, so the statements of a batch do not wait for each other's
 * results. It has no statement timeout, because deleting a solution with a million members takes a while.
 */
import type { ClientBase } from "pg";
import { makeCommitsDurable } from "../../platform/database/durable.ts";
import { clientConfig, type Connection } from "../../platform/database/pool.ts";
import { beginSession, type Settings, unbounded } from "../../platform/database/session.ts";
import { WatchedClient } from "../../platform/database/watched-client.ts";

export interface DatabaseSession {
  readonly client: ClientBase;
  /** Aborted when the connection ends, for whatever reason. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

interface SessionOptions {
  /**
   * Does a commit wait for the disk? If not and a crash of the database loses a batch, the checkpoint in
   * the same transaction is lost too: the events, which are durable, are folded again.
   */
  readonly isDurable?: boolean | undefined;
  /** More settings of PostgreSQL. */
  readonly settings?: Settings;
}

/**
 * A process that is frozen within a transaction must not keep its locks. One that runs gives signs of life,
 * so it may wait longer than that within a transaction.
 */
export async function openDatabaseSession(
  connection: Connection,
  { isDurable = false, settings = {} }: SessionOptions = {},
): Promise<DatabaseSession> {
  const durability: Settings = isDurable ? {} : { synchronous_commit: "off" };
  const client = new WatchedClient({
    ...clientConfig(connection),
    application_name: "muster projections",
    pipeline: true,
    beatsInTransactions: true,
  });
  const losing = new AbortController();
  client.on("end", () => losing.abort());
  const close = () => client.end().catch(() => undefined);
  try {
    await client.connect();
    await beginSession(client, { ...unbounded, ...durability, ...settings });
    if (isDurable) await makeCommitsDurable(client);
  } catch (error) {
    await close();
    throw error;
  }
  return { client, lost: losing.signal, close };
}

/**
 * A connection of a projection's own. It pipelines, so the statements of a batch do not wait for each
 * other's answers. No statement timeout: deleting a solution of a million members may take a while.
 */
import { Client } from "pg";
import { clientConfig, type Connection } from "../../platform/database/pool.ts";

export interface DatabaseSession {
  readonly client: Client;
  /** Aborted when the connection is gone, however it went. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/**
 * `synchronous_commit=off`: no batch waits for the disk. What a crash of the database takes from a read
 * model, it also takes from the checkpoint in the same transaction; the durable events are folded again.
 */
const settings = "-c TimeZone=UTC -c synchronous_commit=off";

export async function openDatabaseSession(
  connection: Connection,
  more = "",
): Promise<DatabaseSession> {
  const client = new Client({
    ...clientConfig(connection),
    application_name: "muster projections",
    options: `${settings} ${more}`.trim(),
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

/** Holds for as long as the session lives; false where another session holds it. */
export async function tryLock({ client }: DatabaseSession, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
    [`projection ${name}`],
  );
  return rows[0]?.locked === true;
}

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
 */
const settings = "-c TimeZone=UTC -c synchronous_commit=off";

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

/** Takes a lock that lasts as long as the session; false if another session holds it. */
export async function tryLock({ client }: DatabaseSession, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
    [`projection ${name}`],
  );
  return rows[0]?.locked === true;
}

export async function unlock({ client }: DatabaseSession, name: string): Promise<void> {
  await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [`projection ${name}`]);
}

/** Does no session hold the lock? Sessions that only ask do not see each other. */
export async function isUnlocked({ client }: DatabaseSession, name: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    `select case when pg_try_advisory_lock_shared(lock.key)
                 then pg_advisory_unlock_shared(lock.key) else false end as free
     from (select hashtextextended($1, 0) as key) lock`,
    [`projection ${name}`],
  );
  return rows[0]?.free === true;
}

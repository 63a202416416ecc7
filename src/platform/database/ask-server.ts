/** Asks a server, on a connection of its own, whether it is at work for other connections. */
import { Client, type ClientConfig, DatabaseError } from "pg";
import { beginSession } from "./session.ts";

interface Asked {
  /** Connections that wait for an answer. */
  readonly silent: readonly { readonly id: string }[];
  /** The ids of connections that nobody uses any more. */
  readonly abandoned: readonly string[];
  /** A session that is idle for longer has answered, or was never asked. */
  readonly silentSeconds: number;
  /** To connect, and to be answered. */
  readonly patienceMilliseconds: number;
}

interface Answer {
  /** The ids for which it executes a statement, however long that takes; all, if it does not show that. */
  readonly atWork: ReadonlySet<string>;
  /** Can a new connection write? */
  readonly isWritable: boolean;
}

/** Does the server show what its sessions do, and under the names that they have? */
export const showsSessions = `exists (
  select from pg_stat_activity
  where pid = pg_backend_pid() and state = 'active'
    and application_name = current_setting('application_name')
)`;

/**
 * Also ends the sessions that it is not at work for, because they may hold locks.
 * @returns `refused` if it answers, but not this, such as when its connections are used up
 */
export async function askServer(
  config: ClientConfig,
  { silent, abandoned, silentSeconds, patienceMilliseconds }: Asked,
): Promise<Answer | "refused" | "unreachable"> {
  const client = new Client({
    ...config,
    application_name: "muster watch",
    connectionTimeoutMillis: patienceMilliseconds,
    query_timeout: patienceMilliseconds,
  });
  client.on("error", () => undefined);
  const ids = [...silent.map(({ id }) => id), ...abandoned];
  const areAbandoned = ids.map((_, index) => index >= silent.length);
  try {
    await client.connect();
    await beginSession(client);
    const { rows } = await client.query<{
      isShown: boolean;
      atWork: string[];
      isWritable: boolean;
    }>(
      `with session as (
         select wanted.id, activity.pid, wanted.is_abandoned or coalesce(
             (activity.state like 'idle%' or activity.wait_event_type = 'Client')
             and activity.state_change < clock_timestamp() - make_interval(secs => $3), false
           ) as is_silent
         from unnest($1::text[], $2::boolean[]) as wanted (id, is_abandoned)
         join pg_stat_activity activity on strpos(activity.application_name, wanted.id) > 0
       )
       select ${showsSessions} as "isShown",
              coalesce(array_agg(id) filter (where not is_silent), '{}') as "atWork",
              count(*) filter (where is_silent and pg_terminate_backend(pid)) as ended,
              current_setting('transaction_read_only') = 'off' as "isWritable"
       from session`,
      [ids, areAbandoned, silentSeconds],
    );
    const { isShown = false, atWork = [], isWritable = false } = rows[0] ?? {};
    return { atWork: new Set(isShown ? atWork : silent.map(({ id }) => id)), isWritable };
  } catch (error) {
    return error instanceof DatabaseError ? "refused" : "unreachable";
  } finally {
    client.end().catch(() => undefined);
  }
}

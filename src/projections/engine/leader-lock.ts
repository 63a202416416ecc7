/**
 * The lead of a projection: a lock that lasts as long as its database session. A frozen process keeps its
 * session, but gives no signs of life on it (platform/database/connection-watch.ts), and the others end a
 * session that is silent for too long. The former leader loses only a batch that it has not committed.
 */
import { frozenSeconds } from "../../platform/database/session.ts";
import type { DatabaseSession } from "./database-session.ts";

/** Takes the lock; false if another session holds it. */
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

/**
 * Ends the session of a leader that is silent. A session that executes a statement is at work, however
 * long that takes, unless it waits for the leader to take the result.
 * @returns true if it ended one
 */
export async function endSilentLeader({ client }: DatabaseSession, name: string): Promise<boolean> {
  const { rowCount } = await client.query({
    name: "end silent leader",
    text: `select pg_terminate_backend(leader.pid, 1000)
           from (select hashtextextended($1, 0) as key) wanted
           join pg_locks held on held.locktype = 'advisory' and held.objsubid = 1 and held.granted
             and held.classid = ((key >> 32) & 4294967295)::oid and held.objid = (key & 4294967295)::oid
             and held.mode = 'ExclusiveLock'
           join pg_database d on d.oid = held.database and d.datname = current_database()
           join pg_stat_activity leader on leader.pid = held.pid
           where leader.state_change < clock_timestamp() - make_interval(secs => $2)
             and (leader.state <> 'active' or leader.wait_event_type = 'Client')`,
    values: [`projection ${name}`, frozenSeconds],
  });
  return (rowCount ?? 0) > 0;
}

/** The daily partitions of `log_entries`: made ahead, and dropped when their time is over. */
import type pg from "pg";
import { transaction } from "../../platform/database/pool.ts";
import { addDays } from "../../domain/time.ts";

/** How long entries are kept (domain.md, "Troubleshooting"). */
export const keptDays = 30;

/** Today, and days enough that nothing is missed where the work fails for a while. */
const daysMade = 3;

const prefix = "log_entries_";

/** PostgreSQL's code for a lock that was not had in time. */
const lockNotAvailable = "55P03";

/** Makes the partitions of today and of the next days. */
export async function makePartitions(pool: pg.Pool, now: string): Promise<void> {
  for (let ahead = 0; ahead < daysMade; ahead += 1) {
    await makePartition(pool, addDays(now, ahead));
  }
}

/** Makes the partition of the moment's day (UTC), if it is not there. Safe with several instances. */
export async function makePartition(pool: pg.Pool, moment: string): Promise<void> {
  const day = moment.slice(0, 10);
  const name = nameOf(day);
  await transaction(pool, async (client) => {
    // Two that make the same partition at once would make one of them fail.
    await client.query("select pg_advisory_xact_lock(hashtextextended('log partitions', 0))");
    const { rows } = await client.query<{ isThere: boolean }>(
      `select to_regclass($1) is not null as "isThere"`,
      [name],
    );
    if (rows[0]?.isThere) return;
    // Attached, not created in its place: that would lock out all who read and write meanwhile.
    await client.query(`create table ${name} (like log_entries including defaults)`);
    await client.query(
      `alter table log_entries attach partition ${name}
       for values from ('${day}T00:00:00Z') to ('${nextDay(day)}T00:00:00Z')`,
    );
  });
}

/**
 * Drops the partitions whose last entry is older than the retention; answers how many. While somebody
 * reads for long, the rest is left to the next run: waiting for the lock would hold up all the others.
 */
export async function dropOldPartitions(pool: pg.Pool, now: string): Promise<number> {
  const oldest = nameOf(addDays(now, -keptDays).slice(0, 10));
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'log_entries'::regclass and c.relname < $1 order by c.relname`,
    [oldest],
  );
  let dropped = 0;
  for (const { name } of rows) {
    if (!(await drop(pool, name))) break;
    dropped += 1;
  }
  return dropped;
}

async function drop(pool: pg.Pool, name: string): Promise<boolean> {
  try {
    await transaction(pool, async (client) => {
      await client.query("set local lock_timeout = '1s'");
      await client.query(`drop table if exists ${name}`);
    });
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === lockNotAvailable) return false;
    throw error;
  }
}

function nameOf(day: string): string {
  return prefix + day.replaceAll("-", "");
}

function nextDay(day: string): string {
  return addDays(`${day}T00:00:00.000Z`, 1).slice(0, 10);
}

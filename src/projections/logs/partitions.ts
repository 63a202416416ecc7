/** The daily partitions of `log_entries`: created in advance, and dropped after the retention. */
import type pg from "pg";
import { transaction } from "../../platform/database/pool.ts";
import { addDays } from "../../domain/time.ts";

/** How long entries are kept (docs/domain.md, "Troubleshooting"). */
export const keptDays = 30;

/** Today and the days after it, so that entries are still stored if the creation fails for a while. */
const daysMade = 3;

const prefix = "log_entries_";

/** PostgreSQL's code for a lock timeout. */
const lockNotAvailable = "55P03";

/** Creates the partitions of today and the next days. */
export async function makePartitions(pool: pg.Pool, now: string): Promise<void> {
  for (let ahead = 0; ahead < daysMade; ahead += 1) {
    await makePartition(pool, addDays(now, ahead));
  }
}

/** Creates the partition of the moment's day (UTC), if it is missing. Safe with several instances. */
export async function makePartition(pool: pg.Pool, moment: string): Promise<void> {
  const day = moment.slice(0, 10);
  const name = nameOf(day);
  await transaction(pool, async (client) => {
    // Of two that create the same partition at once, one would fail.
    await client.query("select pg_advisory_xact_lock(hashtextextended('log partitions', 0))");
    const { rows } = await client.query<{ exists: boolean }>(
      `select to_regclass($1) is not null as "exists"`,
      [name],
    );
    if (rows[0]?.exists) return;
    // Attached afterwards, because creating it as a partition would block all readers and writers.
    await client.query(`create table ${name} (like log_entries including defaults)`);
    await client.query(
      `alter table log_entries attach partition ${name}
       for values from ('${day}T00:00:00Z') to ('${nextDay(day)}T00:00:00Z')`,
    );
  });
}

/**
 * Drops the partitions whose last entry is older than the retention; returns how many. If a long read
 * holds a lock, it leaves the rest to the next run, because waiting for the lock would block everybody.
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

/** The daily partitions of `log_entries`: made when needed, dropped when their time is over. */
import type pg from "pg";
import { transaction } from "../database/pool.ts";
import { addDays } from "../domain/time.ts";

/** How long entries are kept (domain.md, "Troubleshooting"). */
export const keptDays = 30;

const prefix = "log_entries_";

/** Makes the partition of the moment's day (UTC), if it is not there. Safe with several instances. */
export async function makePartition(pool: pg.Pool, moment: string): Promise<void> {
  const day = moment.slice(0, 10);
  await transaction(pool, async (client) => {
    // Two that make the same partition at once would make one of them fail.
    await client.query("select pg_advisory_xact_lock(hashtextextended('log partitions', 0))");
    await client.query(
      `create table if not exists ${prefix}${day.replaceAll("-", "")}
       partition of log_entries
       for values from ('${day}T00:00:00Z') to ('${nextDay(day)}T00:00:00Z')`,
    );
  });
}

/** Drops the partitions whose last entry is older than the retention; answers how many. */
export async function dropOldPartitions(pool: pg.Pool, now: string): Promise<number> {
  const oldest = prefix + addDays(now, -keptDays).slice(0, 10).replaceAll("-", "");
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'log_entries'::regclass and c.relname < $1 order by c.relname`,
    [oldest],
  );
  for (const { name } of rows) await pool.query(`drop table if exists ${name}`);
  return rows.length;
}

function nextDay(day: string): string {
  return addDays(`${day}T00:00:00.000Z`, 1).slice(0, 10);
}

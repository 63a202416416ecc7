/** Tables beside those that serve, of rebuilds that died: nobody folds into them, so they forget nobody. */
import type pg from "pg";
import { transaction } from "../platform/database/pool.ts";

/** Drops them, but for those of rebuilds that are running. */
export async function dropAbandonedTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ schema: string; name: string }>(
    `select nspname as schema, regexp_replace(nspname, '_beside$', '') as name
     from pg_namespace where nspname like '%\\_beside'`,
  );
  for (const { schema, name } of rows) {
    await transaction(pool, async (client) => {
      const { rows: locks } = await client.query<{ locked: boolean }>(
        "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked",
        [`projection ${name} rebuild`],
      );
      if (locks[0]?.locked === true) await client.query(`drop schema if exists ${schema} cascade`);
    });
  }
}

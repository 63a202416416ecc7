/**
 * Migrates a database to the newest schema: numbered .sql files, forward only, run by Kysely's Migrator.
 *
 * An older program runs on the schema of a newer one, so that an upgrade can be undone. A migration that
 * does not allow this has a name that ends in `-breaking`.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { DatabaseError, Pool } from "pg";
import { StartupError } from "../startup-error.ts";
import { sessionsWith, unbounded } from "./session.ts";

const committed = join(import.meta.dirname, "..", "..", "..", "migrations");

/**
 * A large table may take long. But a wait for a lock is short, because whoever comes later waits behind it; and
 * shorter than `deadlock_timeout`, so that it is the migration that gives way. An automatic vacuum gives way
 * only to a longer wait than that, so some tries are longer.
 */
const lockTimeouts = ["300ms", "300ms", "300ms", "300ms", "1500ms"] as const;
const pauseMs = 200;
/** Another transaction has the lock: `lock_not_available`, `deadlock_detected`. */
const lockedStates = new Set<string | undefined>(["55P03", "40P01"]);

/**
 * Runs the missing migrations in one transaction. If several instances start at once, one migrates and
 * the others wait. If a lock is not free soon, everything is undone and tried again.
 * @param patienceMs for how long it is tried again
 * @throws StartupError if a newer program's schema does not allow this one, or a migration fails
 */
export async function migrate(pool: Pool, folder = committed, patienceMs = 60_000): Promise<void> {
  const patient = new Pool({ ...pool.options, max: 1, onConnect: sessionsWith(unbounded) });
  patient.on("error", () => undefined);
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: patient }) });
  try {
    const own = await readMigrations(folder);
    const newer = (await executedMigrations(patient)).filter((name) => !(name in own));
    const breaking = newer.find((name) => name.endsWith("-breaking"));
    if (breaking !== undefined) {
      throw new StartupError(
        `a newer version has changed the database so that this version cannot use it (${breaking}): start that version`,
      );
    }
    // The Migrator refuses executed migrations that it is not given.
    const done: Migration = { up: async () => undefined };
    const migrations = { ...own, ...Object.fromEntries(newer.map((name) => [name, done])) };
    const provider = { getMigrations: async () => migrations };
    const migrator = new Migrator({ db: database, provider });
    const end = performance.now() + patienceMs;
    for (let tries = 0; ; tries += 1) {
      const lockTimeout = lockTimeouts[tries % lockTimeouts.length];
      await patient.query("select set_config('lock_timeout', $1, false)", [lockTimeout]);
      const failure = await failureOf(migrator);
      if (failure === undefined) return;
      if (!failure.isLocked) throw new StartupError(failure.message);
      if (performance.now() >= end) {
        throw new StartupError(`${failure.message}; ${await whoHasLocks(pool)}`);
      }
      await delay(pauseMs);
    }
  } finally {
    await database.destroy();
  }
}

/** Runs what is missing. */
async function failureOf(migrator: Migrator) {
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return undefined;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName;
  const reason = error instanceof Error ? error.message : "for an unknown reason";
  return {
    message:
      failed === undefined
        ? `the database cannot be migrated: ${reason}`
        : `migration ${failed} failed, and nothing was changed: ${reason}`,
    isLocked: error instanceof DatabaseError && lockedStates.has(error.code),
  };
}

/** One of them had the lock that a migration did not get. */
async function whoHasLocks(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ pid: number; name: string }>(
    `select distinct pid, coalesce(nullif(application_name, ''), backend_type, 'unknown') as name
     from pg_locks left join pg_stat_activity using (pid)
     where granted and relation >= 16384 and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database())
     limit 3`,
  );
  if (rows.length === 0) return "start again";
  const names = rows.map(({ pid, name }) => `${pid} (${name})`).join(", ");
  return `locks are held by process ${names}: wait for its end, or end it if nobody needs it, then start again`;
}

async function executedMigrations(pool: Pool): Promise<string[]> {
  const table = "kysely_migration";
  const { rowCount } = await pool.query("select 1 where to_regclass($1) is not null", [table]);
  if (rowCount === 0) return [];
  const { rows } = await pool.query<{ name: string }>(`select name from ${table} order by name`);
  return rows.map(({ name }) => name);
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const migrations: Record<string, Migration> = {};
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8");
    migrations[name.replace(/\.sql$/, "")] = {
      up: async (database) => {
        await sql.raw(text).execute(database);
      },
    };
  }
  return migrations;
}

/**
 * Migrates a database to the newest schema: numbered .sql files, forward only, run by Kysely's Migrator.
 *
 * An older program runs on the schema of a newer one, so that an upgrade can be undone. A migration that
 * does not allow this has a name that ends in `-breaking`.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { Pool } from "pg";
import { StartupError } from "../startup-error.ts";
import { sessionsWith, unbounded } from "./session.ts";

const committed = join(import.meta.dirname, "..", "..", "..", "migrations");

/**
 * Runs the missing migrations in one transaction. If several instances start at once, one migrates and
 * the others wait.
 * @throws StartupError if a newer program's schema does not allow this one, or a migration fails
 */
export async function migrate(pool: Pool, folder = committed): Promise<void> {
  // A large table may take long, and so may another instance's migration. But a process that is frozen in a
  // migration does not keep its locks.
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
    const { error, results } = await new Migrator({ db: database, provider }).migrateToLatest();
    if (error === undefined) return;
    const failed = results?.find(({ status }) => status === "Error")?.migrationName;
    const reason = error instanceof Error ? error.message : "for an unknown reason";
    throw new StartupError(
      failed === undefined
        ? `the database cannot be migrated: ${reason}`
        : `migration ${failed} failed, and nothing was changed: ${reason}`,
    );
  } finally {
    await database.destroy();
  }
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

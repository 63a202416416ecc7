/** Brings a database up to the newest schema: numbered .sql files, forward only, run by Kysely's Migrator. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type pg from "pg";
import { StartupError } from "../startup-error.ts";

const folder = join(import.meta.dirname, "..", "..", "migrations");

/**
 * Runs the migrations that the database does not have yet, all in one transaction; several instances
 * may start at once, one of them migrates.
 * @throws StartupError where the database is newer than this program, or a migration fails.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: readMigrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName;
  const reason = error instanceof Error ? error.message : String(error);
  throw new StartupError(
    failed === undefined
      ? `the database cannot be migrated: ${reason}; was it used by a newer version? Then start that one`
      : `migration ${failed} failed: ${reason}`,
  );
}

async function readMigrations(): Promise<Record<string, Migration>> {
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

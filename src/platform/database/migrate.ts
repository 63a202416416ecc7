/** Migrates a database to the newest schema: numbered .sql files, forward only, run by Kysely's Migrator. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { Pool } from "pg";
import { StartupError } from "../startup-error.ts";

const committed = join(import.meta.dirname, "..", "..", "..", "migrations");

/**
 * Runs the missing migrations in one transaction. If several instances start at once, one migrates and
 * the others wait.
 * @throws StartupError if the database is newer than this program, or a migration fails
 */
export async function migrate(pool: Pool, folder = committed): Promise<void> {
  // No time limit: a large table may take long, and so may another instance's migration.
  const patient = new Pool({ ...pool.options, max: 1, options: "-c TimeZone=UTC" });
  patient.on("error", () => undefined);
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: patient }) });
  try {
    const provider = { getMigrations: () => readMigrations(folder) };
    const { error, results } = await new Migrator({ db: database, provider }).migrateToLatest();
    if (error === undefined) return;
    const failed = results?.find(({ status }) => status === "Error")?.migrationName;
    const reason = error instanceof Error ? error.message : "for an unknown reason";
    throw new StartupError(
      failed === undefined
        ? `the database cannot be migrated: ${reason}; if a newer version has used it, start that version`
        : `migration ${failed} failed, and nothing was changed: ${reason}`,
    );
  } finally {
    await database.destroy();
  }
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

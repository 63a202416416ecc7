/** Brings a database up to the newest schema: numbered .sql files, forward only, run by Kysely's Migrator. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { Pool } from "pg";
import { StartupError } from "../startup-error.ts";

const committed = join(import.meta.dirname, "..", "..", "..", "migrations");

/**
 * Runs the migrations that the database does not have yet, all in one transaction; several instances
 * may start at once, one of them migrates and the others wait for it.
 * @throws StartupError where the database is newer than this program, or a migration fails.
 */
export async function migrate(pool: Pool, folder = committed): Promise<void> {
  // Neither a migration of a large table nor waiting for another instance's has a time limit.
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
        ? `the database cannot be migrated: ${reason}; was it used by a newer version? Then start that one`
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

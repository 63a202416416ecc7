/** Migrations: forward only, safe when instances start together, and their result is committed. */
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dumpSchema } from "../../src/database/dump-schema.ts";
import { migrate } from "../../src/database/migrate.ts";
import { emptyTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await emptyTestDatabase();
});

afterEach(() => database.drop());

test("the committed schema is what the migrations make; if not, run npm run generate", async () => {
  await migrate(database.pool);
  const committed = await readFile("migrations/schema.sql", "utf8");
  expect(await dumpSchema(database.pool)).toBe(committed);
});

test("several instances may migrate at once, and again", async () => {
  await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
  await migrate(database.pool);
  expect(await dumpSchema(database.pool)).toContain("create table events");
});

test("a database that a newer version has migrated is refused with a line that says so", async () => {
  await migrate(database.pool);
  await database.pool.query("insert into kysely_migration values ('9999-future', 'now')");
  await expect(migrate(database.pool)).rejects.toThrow(/newer version/);
});

/** Migrations: forward only, safe if instances start together; their resulting schema is committed. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tableTypes } from "../../../scripts/table-types.ts";
import { dumpSchema } from "../../../scripts/dump-schema.ts";
import { migrate } from "../../../src/platform/database/migrate.ts";
import { emptyTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await emptyTestDatabase();
});

afterEach(() => database.drop());

test("the committed schema is what the migrations make; if not, run npm run generate", async () => {
  await migrate(database.pool);
  const committed = await readFile("migrations/schema.sql", "utf8");
  expect(await dumpSchema(database.pool)).toBe(committed);
  expect(await tableTypes(database.pool)).toBe(await readFile("migrations/tables.ts", "utf8"));
});

test("several instances can migrate at once, and again", async () => {
  await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
  await migrate(database.pool);
  expect(await dumpSchema(database.pool)).toContain("create table events");
});

test("an older version starts on a newer schema, unless a migration does not allow it", async () => {
  const { pool } = database;
  await migrate(pool);
  const execute = (name: string) =>
    pool.query("insert into kysely_migration values ($1, $2)", [name, new Date().toISOString()]);
  await execute("9998-future");
  await migrate(pool);
  await execute("9999-future-breaking");
  await expect(migrate(pool)).rejects.toThrow(
    /^a newer version has changed the database.*9999-future-breaking.*start that version$/,
  );
  expect((await pool.query("select 1 from kysely_migration where name > '9'")).rowCount).toBe(2);
});

test("a migration may take any time, but a process that is frozen in one loses its locks", async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-migrations-"));
  await writeFile(
    join(folder, "0001-first.sql"),
    `create table limits as select current_setting('statement_timeout') as statement,
       current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle`,
  );
  await migrate(database.pool, folder);
  const { rows } = await database.pool.query("select * from limits");
  expect(rows).toEqual([{ statement: "0", lock: "300ms", idle: "5s" }]);
  await rm(folder, { recursive: true });
});

test("a migration whose lock somebody has for long holds up nobody, and is tried again until a limit", async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-migrations-"));
  const { pool } = database;
  await writeFile(join(folder, "0001-first.sql"), "create table first (id int)");
  await migrate(pool, folder);
  await writeFile(
    join(folder, "0002-second.sql"),
    "create table second (id int); alter table first add column name text",
  );
  const reader = await pool.connect();
  await reader.query("set idle_in_transaction_session_timeout = 0");
  await reader.query("begin");
  const { rows } = await reader.query("select pg_backend_pid() as pid, count(*) from first");
  await expect(migrate(pool, folder, 0)).rejects.toThrow(
    new RegExp(
      `^migration 0002-second failed, and nothing was changed: .*lock timeout; locks are held by process ${rows[0]?.pid} \\(muster .*\\): wait for its end, or end it if nobody needs it, then start again$`,
    ),
  );
  expect(await dumpSchema(pool)).not.toContain("second");
  const migrated = migrate(pool, folder);
  const isWaiting = async () => {
    const { rowCount } = await pool.query(
      `select from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and not granted`,
    );
    return rowCount !== 0;
  };
  await eventually(isWaiting, "it waits for the lock");
  // It comes behind the migration, and would wait for as long.
  await pool.query("select from first");
  await reader.query("commit");
  reader.release();
  await migrated;
  expect(await dumpSchema(pool)).toContain("second");
  await rm(folder, { recursive: true });
});

test("an error names the failed migration, and nothing of it or the earlier ones is left", async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-migrations-"));
  await writeFile(join(folder, "0001-first.sql"), "create table first (id int)");
  await writeFile(join(folder, "0002-second.sql"), "create table second (id int); select 1 / 0");
  await writeFile(join(folder, "README.md"), "not a migration");
  await expect(migrate(database.pool, folder)).rejects.toThrow(
    /^migration 0002-second failed, and nothing was changed: division by zero$/,
  );
  expect(await dumpSchema(database.pool)).not.toContain("create table");

  await writeFile(join(folder, "0002-second.sql"), "create table second (id int default 7)");
  await migrate(database.pool, folder);
  expect(await dumpSchema(database.pool)).toContain(
    "create table second (\n  id integer default 7\n);",
  );
  await rm(folder, { recursive: true });
});

test("shadow tables under their former name are dropped: they would miss later erasures", async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-migrations-"));
  for (const name of await readdir("migrations")) {
    if (name < "0011") await cp(join("migrations", name), join(folder, name));
  }
  const { pool } = database;
  await migrate(pool, folder);
  await pool.query("create schema directory_beside");
  await pool.query("create table directory_beside.users as select 'ada@example.com' as email");
  await migrate(pool);
  const { rowCount } = await pool.query("select 1 from pg_namespace where nspname ~ 'beside'");
  expect(rowCount).toBe(0);
  await rm(folder, { recursive: true });
});

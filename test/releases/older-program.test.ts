/**
 * The previous release runs on the schema of this program: its tables are all there and no stricter, and
 * each SQL statement that it sends can be planned (docs/upgrade.md).
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, type ClientBase } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../src/platform/database/migrate.ts";
import { createTestDatabase, emptyTestDatabase, type TestDatabase } from "../support/database.ts";
import { previousRelease } from "./release.ts";
import { incompatibilities, readSchema, unplannable } from "./schema.ts";
import { statementsIn } from "./statements.ts";

let database: TestDatabase;
let former: TestDatabase;
let older: Awaited<ReturnType<typeof readSchema>>;
let statements: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { folder } = await previousRelease();
  statements = statementsIn(await readFile(join(folder, "statements.sql"), "utf8"));
  former = await emptyTestDatabase();
  await former.pool.query(await readFile(join(folder, "database.sql"), "utf8"));
  older = await readSchema(former.pool);
});

afterAll(async () => {
  await database.drop();
  await former.drop();
});

/** Makes the change, as a migration would, for this check only. */
async function after<Result>(
  change: string,
  check: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query(change);
    return await check(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const differences = async (client: ClientBase): Promise<string[]> =>
  incompatibilities(older, await readSchema(client));
const failures = (client: ClientBase): Promise<string[]> => unplannable(client, statements);

test("the previous release runs on this schema", async () => {
  expect(statements.length).toBeGreaterThan(100);
  expect(await after("select 1", differences)).toEqual([]);
  expect(await after("select 1", failures)).toEqual([]);
});

describe("what its statements could not bear is found:", () => {
  test.each([
    [
      "a renamed column",
      "alter table tokens rename name to title",
      'column "name" of relation "tokens" does not exist: insert into tokens',
    ],
    [
      "a lost unique index, which an insert needs",
      "alter table seats drop constraint seats_pkey",
      "there is no unique or exclusion constraint matching the ON CONFLICT specification",
    ],
  ])("%s", async (_what, change, found) => {
    expect(await after(change, failures)).toEqual(
      expect.arrayContaining([expect.stringContaining(found)]),
    );
  });
});

describe("what its rows could not bear is found:", () => {
  test.each([
    [
      "a dropped column",
      "alter table members drop column sort_name cascade",
      "members.sort_name is gone",
    ],
    ["a dropped table", "drop table push_subscriptions", "push_subscriptions.endpoint_key is gone"],
    ["another type", "alter table usage_days alter active type bigint", "usage_days.active was"],
    [
      "a column without a default",
      "alter table members add column level integer not null",
      "members.level is new and has no default",
    ],
    [
      "a value that becomes necessary",
      "alter table solutions alter category set not null",
      "solutions.category was",
    ],
    [
      "another order",
      'alter table members alter sort_name type text collate "default"',
      "members.sort_name was",
    ],
    ["a lost default", "alter table users alter email_key drop default", "users.email_key was"],
    [
      "a new constraint",
      "alter table members add constraint polite check (first_name <> '')",
      "members: polite is new",
    ],
    [
      "a new unique index",
      "create unique index one_title on solutions (organization_id, title)",
      "solutions: one_title is new",
    ],
    [
      "a function with another argument",
      "drop function append_events; create function append_events(text) returns void language sql as ''",
      "append_events(streams text[], expected integer[]",
    ],
  ])("%s", async (_what, change, found) => {
    expect(await after(change, differences)).toEqual(
      expect.arrayContaining([expect.stringContaining(found)]),
    );
  });

  test.each([
    ["a column with a default", "alter table members add column level integer not null default 0"],
    ["a nullable column", "alter table members add column level integer"],
    ["a table", "create table levels (level integer primary key check (level > 0))"],
    ["an index", "create index by_title on solutions (title)"],
    ["the order of bytes", 'alter table solutions alter title type text collate "C"'],
  ])("not %s", async (_what, change) => {
    expect(await after(change, differences)).toEqual([]);
  });
});

describe("a connection of the previous release that has prepared its statements", () => {
  async function connected(name: string) {
    const client = new Client({ ...former.connection, application_name: name });
    client.on("error", () => undefined);
    const ended = new Promise((resolve) => client.once("end", resolve));
    await client.connect();
    await prepare(client);
    return { client, ended };
  }
  async function prepare(client: Client): Promise<void> {
    for (const [index, statement] of statements.entries()) {
      await client.query(`prepare s${index} as ${statement}`).catch(() => undefined);
    }
  }
  /** @returns what PostgreSQL says to those that are no longer valid */
  async function refusals(client: Client): Promise<string[]> {
    const { rows } = await client.query<{ name: string; count: number }>(
      `select name, cardinality(parameter_types) as count from pg_prepared_statements`,
    );
    expect(rows.length).toBeGreaterThan(100);
    const refused: string[] = [];
    for (const { name, count } of rows) {
      const values = count === 0 ? "" : `(${Array(count).fill("null").join(", ")})`;
      await client
        .query(`explain execute ${name}${values}`)
        .catch((error: Error) => refused.push(error.message));
    }
    return refused;
  }

  test("is closed by the migration, because some of them would be refused, and prepares them anew", async () => {
    const before = await connected("muster");
    const control = await connected("another program");
    await migrate(former.pool);
    await before.ended;
    const after = await connected("muster");
    expect(await refusals(after.client)).toEqual([]);
    expect(await refusals(control.client)).toContain("cached plan must not change result type");
    await Promise.all([after.client.end(), control.client.end()]);
  });
});

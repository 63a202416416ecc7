/**
 * The previous release runs on the schema of this program: its tables are all there and no stricter, and
 * each SQL statement that it sends can be planned (docs/upgrade.md).
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, emptyTestDatabase, type TestDatabase } from "../support/database.ts";
import { previousRelease } from "./release.ts";
import { incompatibilities, readSchema, unplannable } from "./schema.ts";
import { statementsIn } from "./statements.ts";

let database: TestDatabase;
let older: Awaited<ReturnType<typeof readSchema>>;
let statements: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { folder } = await previousRelease();
  statements = statementsIn(await readFile(join(folder, "statements.sql"), "utf8"));
  const former = await emptyTestDatabase();
  await former.pool.query(await readFile(join(folder, "database.sql"), "utf8"));
  older = await readSchema(former.pool);
  await former.drop();
});

afterAll(() => database.drop());

/** Makes the change, as a migration would, for this check only. */
async function after<Result>(
  change: string,
  check: (client: pg.ClientBase) => Promise<Result>,
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

const differences = async (client: pg.ClientBase): Promise<string[]> =>
  incompatibilities(older, await readSchema(client));
const failures = (client: pg.ClientBase): Promise<string[]> => unplannable(client, statements);

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
  ])("not %s", async (_what, change) => {
    expect(await after(change, differences)).toEqual([]);
  });
});

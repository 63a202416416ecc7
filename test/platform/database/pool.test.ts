/** The pool: how values are parsed, and transactions that are all or nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool, transaction } from "../../../src/platform/database/pool.ts";
import { emptyTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await emptyTestDatabase();
  await database.pool.query("create table kept (value int)");
});

afterAll(() => database.drop());

test.each([
  ["2026-11-23 02:00:00.120+00", "2026-11-23T02:00:00.120Z"],
  ["2026-11-23 02:00:00+00", "2026-11-23T02:00:00.000Z"],
  ["2026-11-23 05:30:00.1+03:30", "2026-11-23T02:00:00.100Z"],
  ["0001-01-01 00:00:00+00", "0001-01-01T00:00:00.000Z"],
  ["9999-12-31 23:59:59.999+00", "9999-12-31T23:59:59.999Z"],
  ["infinity", "infinity"],
  ["-infinity", "-infinity"],
])("the time %s reads as %s", async (written, read) => {
  const { rows } = await database.pool.query("select $1::timestamptz(3) as time", [written]);
  expect(rows).toEqual([{ time: read }]);
});

test("int8 reads as bigint, int4 as number, json as a value", async () => {
  const { rows } = await database.pool.query(
    `select 9223372036854775807 as big, 7::int4 as small, null::int8 as none, '{"a": [1]}'::jsonb as json`,
  );
  expect(rows).toEqual([{ big: 9223372036854775807n, small: 7, none: null, json: { a: [1] } }]);
});

test("a failed transaction leaves nothing, and its connection is reused", async () => {
  const pool = createPool(database.connection, 1);
  await expect(
    transaction(pool, async (client) => {
      await client.query("insert into kept values (1)");
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect((await pool.query("select * from kept where value = 1")).rows).toEqual([]);

  const answer = await transaction(pool, async (client) => {
    await client.query("insert into kept values (2)");
    return "done";
  });
  expect(answer).toBe("done");
  expect((await pool.query("select * from kept where value = 2")).rows).toEqual([{ value: 2 }]);
  await pool.end();
});

test("a broken connection fails its transaction, and the pool replaces it", async () => {
  const pool = createPool(database.connection, 1);
  const cutOff = transaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await database.administer("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await client.query("insert into kept values (3)");
  });
  await expect(cutOff).rejects.toThrow();
  expect((await pool.query("select * from kept where value = 3")).rows).toEqual([]);
  await pool.end();
});

test("an idle connection that breaks is not noticed", async () => {
  const pool = createPool(database.connection, 1);
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  await database.administer("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await eventually(() => pool.totalCount === 0, "the pool has dropped it");
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test("statements, lock waits and idle transactions are bounded, and times are in UTC", async () => {
  const { rows } = await database.pool.query(
    `select current_setting('lock_timeout') as lock,
            current_setting('statement_timeout') as statement,
            current_setting('idle_in_transaction_session_timeout') as idle,
            current_setting('TimeZone') as zone`,
  );
  expect(rows).toEqual([{ lock: "20s", statement: "30s", idle: "5s", zone: "UTC" }]);
});

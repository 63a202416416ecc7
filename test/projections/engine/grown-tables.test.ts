/** Plans that were kept for a small table do not outlive its growth. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PoolClient } from "pg";
import { analyzeGrownTables } from "../../../src/projections/engine/grown-tables.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
let client: PoolClient;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await database.pool.connect();
  // PostgreSQL must not come by itself.
  await client.query("alter table seats set (autovacuum_enabled = off)");
});

afterAll(async () => {
  client.release();
  await database.drop();
});

async function addSeats(count: number): Promise<void> {
  await client.query(
    `insert into seats (organization_id, user_id, taken_at)
     select gen_random_uuid(), gen_random_uuid(), now() from generate_series(1, $1)`,
    [count],
  );
}

async function keptPlan(): Promise<string> {
  const { rows } = await client.query<{ readonly "QUERY PLAN": string }>(
    "explain execute seat(array[null]::uuid[])",
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

async function timesAnalyzed(): Promise<number> {
  await client.query("select pg_stat_force_next_flush()");
  const { rows } = await client.query<{ readonly count: string }>(
    "select analyze_count as count from pg_stat_user_tables where relname = 'seats'",
  );
  return Number(rows[0]?.count);
}

test("a table that has doubled is analyzed, once, and the plan is made again", async () => {
  await client.query("set plan_cache_mode = force_generic_plan");
  await client.query(
    "prepare seat as select * from seats s join unnest($1::uuid[]) o(id) on o.id = s.organization_id",
  );
  await addSeats(60);
  await client.query("analyze seats");
  expect(await keptPlan()).toContain("Seq Scan on seats");
  await analyzeGrownTables(database.pool);
  expect(await timesAnalyzed()).toBe(1);

  await addSeats(20_000);
  expect(await keptPlan()).toContain("Seq Scan on seats");
  await analyzeGrownTables(database.pool);
  expect(await timesAnalyzed()).toBe(2);
  expect(await keptPlan()).not.toContain("Seq Scan on seats");

  await addSeats(10_000);
  await analyzeGrownTables(database.pool);
  expect(await timesAnalyzed()).toBe(2);
});

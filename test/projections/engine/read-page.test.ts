/** Pages of prepared statements: their limit is in the text, and there are few texts. */
import { sql } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cursor } from "../../../src/projections/engine/page.ts";
import { queriesOver } from "../../../src/projections/engine/read-model.ts";
import { readPage } from "../../../src/projections/engine/read-page.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query("create table numbers as select generate_series(1, 600) as number");
});
afterAll(() => database.drop());

const numbers = queriesOver<{ numbers: { number: number } }>()
  .selectFrom("numbers")
  .select("number");

/** The statements that were sent, and the page. */
async function page(
  limit: number,
  { after, name }: { after?: Cursor; name?: string | undefined } = {},
) {
  const sent: pg.QueryConfig[] = [];
  const pool = {
    query(statement: pg.QueryConfig) {
      sent.push(statement);
      return database.pool.query(statement);
    },
  } as unknown as pg.Pool;
  const { items, next } = await readPage(
    pool,
    numbers,
    { limit, after },
    {
      by: [sql`number`],
      name,
      item: ({ number }) => number,
      cursor: ({ number }) => [String(number)],
    },
  );
  return { items, next, sent };
}

test("any limit gives the page that it says, prepared or not", async () => {
  for (const limit of [1, 24, 25, 26, 50, 51, 100, 101, 200, 201, 499, 500]) {
    for (const name of [undefined, "numbers"]) {
      const { items, next } = await page(limit, { after: ["7"], name });
      expect(items).toEqual(Array.from({ length: limit }, (_, index) => index + 8));
      expect(next).toEqual([String(limit + 7)]);
    }
  }
  expect(await page(500, { after: ["100"], name: "numbers" })).toMatchObject({ next: undefined });
});

test("prepared statements have no parameter as their limit, and there are few of them", async () => {
  const names = new Set<string | undefined>();
  for (let limit = 1; limit <= 500; limit += 1) {
    const { sent } = await page(limit, { name: "numbers" });
    expect(sent[0]?.text).toMatch(/ limit \d+$/);
    names.add(sent[0]?.name);
  }
  expect(names.size).toBe(5);
});

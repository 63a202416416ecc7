/** Pages of prepared statements: composed once, with the limit in the text, and there are few texts. */
import { type RawBuilder, sql } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cursor } from "../../../src/projections/engine/page.ts";
import type { Given } from "../../../src/projections/engine/prepared.ts";
import { queriesOver } from "../../../src/projections/engine/read-model.ts";
import { preparedPages, readPage } from "../../../src/projections/engine/read-page.ts";
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

const order = {
  by: [sql`number`],
  cursor: ({ number }: { number: number }) => [String(number)],
};
const shown = { item: ({ number }: { number: number }) => number };

let timesComposed = 0;
const pages = preparedPages("numbers", {
  ...order,
  found({ beyond }: Given<{ beyond: number }>) {
    timesComposed += 1;
    return numbers.where(sql<boolean>`number > ${beyond}::integer`);
  },
});

/** The statements that were sent, and the page; prepared if only numbers beyond one are asked for. */
async function page(
  limit: number,
  {
    includeTotal,
    ...asked
  }: { after?: Cursor; beyond?: number; where?: RawBuilder<boolean>[]; includeTotal?: true } = {},
) {
  const sent: pg.QueryConfig[] = [];
  const pool = {
    query(statement: pg.QueryConfig) {
      sent.push(statement);
      return database.pool.query(statement);
    },
  } as unknown as pg.Pool;
  const { after, beyond, where = [] } = asked;
  const request = { limit, after, includeTotal };
  const read =
    beyond === undefined
      ? await readPage(pool, numbers, request, { ...order, ...shown })
      : await pages(pool, { beyond }, request, { ...shown, where });
  return { ...read, sent };
}

test("any limit gives the page that it says, prepared or not", async () => {
  for (const limit of [1, 24, 25, 26, 50, 51, 100, 101, 200, 201, 499, 500]) {
    for (const prepared of [{}, { beyond: 0 }]) {
      const { items, next } = await page(limit, { after: ["7"], ...prepared });
      expect(items).toEqual(Array.from({ length: limit }, (_, index) => index + 8));
      expect(next).toEqual([String(limit + 7)]);
    }
  }
  expect((await page(500, { after: ["100"], beyond: 0 })).next).toBeUndefined();
});

test("prepared statements have no parameter as their limit, and there are few of them", async () => {
  const names = new Set<string | undefined>();
  for (let limit = 1; limit <= 500; limit += 1) {
    const { sent } = await page(limit, { beyond: 0 });
    expect(sent[0]?.text).toMatch(/ limit \d+$/);
    names.add(sent[0]?.name);
  }
  expect(names.size).toBe(5);
});

test("a prepared statement is composed once, and each call has its own values", async () => {
  await page(3, { beyond: 1 });
  await page(3, { beyond: 1, after: ["9"] });
  const before = timesComposed;
  const pageFrom = async (beyond: number, after?: Cursor) =>
    (await page(3, { beyond, ...(after && { after }) })).items;
  expect(await pageFrom(100)).toEqual([101, 102, 103]);
  expect(await pageFrom(20)).toEqual([21, 22, 23]);
  expect(await pageFrom(20, ["200"])).toEqual([201, 202, 203]);
  expect(await pageFrom(300, ["200"])).toEqual([301, 302, 303]);
  expect(timesComposed).toBe(before);
});

test("a total is counted with the values of its call", async () => {
  expect(await page(3, { beyond: 590, includeTotal: true })).toMatchObject({ total: 10 });
  expect(await page(3, { beyond: 580, includeTotal: true })).toMatchObject({ total: 20 });
});

test("with further conditions, a list is not prepared", async () => {
  const where = [sql<boolean>`number % 2 = 0`];
  const { items, sent } = await page(3, { beyond: 100, where, after: ["200"] });
  expect(items).toEqual([202, 204, 206]);
  expect(sent[0]).not.toHaveProperty("name");
  expect(await page(3, { beyond: 590, where, includeTotal: true })).toMatchObject({ total: 5 });
});

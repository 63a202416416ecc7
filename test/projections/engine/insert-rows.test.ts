/** Rows that are copied are the rows that are merged, whatever their texts contain. */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { insertRows } from "../../../src/projections/engine/insert-rows.ts";
import { flushUnit } from "../../../src/projections/engine/unit-of-work.ts";
import { type Table, workingSet } from "../../../src/projections/engine/working-set.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { effort } from "../../support/effort.ts";
import { id } from "../../support/event-log.ts";

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly count: number | undefined;
  readonly tags: readonly string[];
  readonly content: unknown;
}

const table: Table<Row> = {
  name: "samples",
  types: { id: "uuid", name: "text", count: "integer", tags: "text[]", content: "jsonb" },
  key: ["id"],
};

let database: TestDatabase;
let session: DatabaseSession;

beforeAll(async () => {
  database = await createTestDatabase();
  session = await openDatabaseSession(database.connection);
  await session.client.query(
    "create table samples (id uuid primary key, name text, count integer, tags text[], content jsonb)",
  );
});

afterAll(async () => {
  await session.close();
  await database.drop();
});

/** Among others: NUL, halves of surrogate pairs, tabs, line ends, backslashes, quotes and `\N`. */
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("\0", "\uD83D", "\uDE00", "\t", "\n", "\r", "\\", '"', "N") }),
);
const rows = fc
  .array(
    fc.record({
      name: fc.option(texts),
      count: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      // Arrays are of the catalogue's words, which have no odd characters.
      tags: fc.array(fc.stringMatching(/^[a-z:"\\ ,{}]{0,5}$/), { maxLength: 3 }),
      content: fc.option(fc.dictionary(fc.stringMatching(/^[a-z]+$/), texts, { maxKeys: 3 })),
    }),
    { maxLength: 6 },
  )
  .map((contents) => contents.map((content, index): Row => ({ id: id(index), ...content })));

test("copied or merged, new or replaced, rows are the same", async () => {
  const { client } = session;
  const read = async () => (await client.query("select * from samples order by id")).rows;
  const write = async (written: readonly Row[], copyFrom: number): Promise<void> => {
    const set = workingSet(table, copyFrom);
    for (const row of written) set.put(row);
    await flushUnit({ set }, client);
  };
  await fc.assert(
    fc.asyncProperty(rows, rows, async (before, after) => {
      const results: unknown[] = [];
      for (const copyFrom of [1, 1_000]) {
        await client.query("delete from samples");
        await write(before, copyFrom);
        await write(after, copyFrom);
        results.push(await read());
      }
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: effort(50, 1_000) },
  );
});

test("a row that PostgreSQL refuses fails alone on a connection that pipelines", async () => {
  const { client } = session;
  const row: Row = { id: id(900), name: null, count: 1, tags: [], content: null };
  const [before, refused, after] = await Promise.allSettled([
    client.query("select 1 as one"),
    insertRows(client, table, [{ ...row, id: "not an id" }]),
    insertRows(client, table, [row]),
  ]);
  expect(before.status).toBe("fulfilled");
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "22P02" } });
  expect(after.status).toBe("fulfilled");
  const { rowCount } = await client.query("select from samples where id = $1", [id(900)]);
  expect(rowCount).toBe(1);
});

test("a statement that PostgreSQL refuses makes it ignore the rows", async () => {
  const { client } = session;
  const nowhere = { ...table, name: "nowhere" };
  const row: Row = { id: id(901), name: null, count: 1, tags: [], content: null };
  await expect(insertRows(client, nowhere, [row])).rejects.toMatchObject({ code: "42P01" });
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

/** Rows in two generations: what is read and written is what one map of everything would say. */
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import {
  ageUnit,
  flushUnit,
  forgetUnit,
  measureUnit,
  trickleUnit,
} from "../../../src/projections/engine/unit-of-work.ts";
import { pairId, type Table, workingSet } from "../../../src/projections/engine/working-set.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { effort } from "../../support/effort.ts";
import { id } from "../../support/event-log.ts";

interface Row {
  readonly owner: string;
  readonly thing: string;
  count: number;
}

const table: Table<Row> = {
  name: "things",
  types: { owner: "uuid", thing: "uuid", count: "integer" },
  key: ["thing", "owner"],
  groupedBy: "owner",
};

let database: TestDatabase;
let session: DatabaseSession;

beforeAll(async () => {
  database = await createTestDatabase();
  session = await openDatabaseSession(database.connection);
  await session.client.query(
    "create table things (owner uuid, thing uuid, count integer, primary key (thing, owner))",
  );
});

beforeEach(() => session.client.query("delete from things"));

afterAll(async () => {
  await session.close();
  await database.drop();
});

const stored = async (): Promise<readonly Row[]> =>
  (await session.client.query<Row>("select * from things order by thing, owner")).rows;

/** What a fold does to a row, to the rows of an owner, or between two batches. */
const steps = fc.array(
  fc.record({
    act: fc.constantFrom("put", "change", "remove", "read", "group", "age", "flush", "forget"),
    owner: fc.integer({ min: 1, max: 3 }),
    thing: fc.integer({ min: 11, max: 14 }),
  }),
  { maxLength: 40 },
);

test("a set that ages while it writes is like one that holds everything", async () => {
  const { client } = session;
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(1, 1_000), async (acts, copyFrom) => {
      await client.query("delete from things");
      const set = workingSet(table, copyFrom);
      const unit = { set };
      const all = new Map<string, Row>();
      let writing = Promise.resolve();
      for (const [count, { act, ...numbers }] of acts.entries()) {
        const [owner, thing] = [id(numbers.owner), id(numbers.thing)];
        const key = pairId(thing, owner);
        if (act === "group") {
          set.wantGroup(owner);
          await set.load(client);
          const ofOwner = [...all.values()].filter((row) => row.owner === owner);
          expect(set.group(owner)).toHaveLength(ofOwner.length);
          expect(set.group(owner)).toEqual(expect.arrayContaining(ofOwner));
          expect(set.groupSize(owner)).toBeGreaterThanOrEqual(ofOwner.length);
        } else if (act === "age") {
          await writing;
          writing = trickleUnit(unit, client);
          ageUnit(unit);
        } else if (act === "flush" || act === "forget") {
          await writing;
          await flushUnit(unit, client);
          if (act === "forget") forgetUnit(unit);
        } else {
          set.want(key);
          await set.load(client);
          const row = set.get(key);
          expect(row).toEqual(all.get(key));
          if (act === "put") {
            all.set(key, { owner, thing, count });
            set.put({ owner, thing, count });
          } else if (act === "remove") {
            all.delete(key);
            set.remove(key);
          } else if (act === "change" && row !== undefined) {
            // In place, also while its former state is being written.
            all.set(key, { owner, thing, count });
            row.count = count;
            set.put(row);
          }
        }
      }
      await writing;
      await trickleUnit(unit, client);
      expect(set.changes()).toBe(0);
      const rows = await stored();
      expect(rows).toHaveLength(all.size);
      expect(rows).toEqual(expect.arrayContaining([...all.values()]));
    }),
    { numRuns: effort(100, 2_000) },
  );
});

test("a large row counts for several, as often as it changes, loaded or new", async () => {
  const { client } = session;
  const set = workingSet({ ...table, weigh: ({ count }: Row) => count });
  const large = { owner: id(1), thing: id(11), count: 500 };
  set.put(large);
  expect([set.size(), set.youngSize()]).toEqual([500, 500]);
  set.put({ ...large, count: 20 });
  set.put({ owner: id(1), thing: id(12), count: 3 });
  expect([set.size(), set.youngSize()]).toEqual([23, 23]);
  await flushUnit({ set }, client);
  ageUnit({ set });
  expect([set.size(), set.youngSize()]).toEqual([23, 0]);
  // What is used is in both generations, and with it what is held of its group.
  expect(set.get(pairId(large.thing, large.owner))?.count).toBe(20);
  expect([set.size(), set.youngSize()]).toEqual([46, 23]);
  set.forget();
  expect(set.size()).toBe(0);
  set.wantGroup(id(1));
  await set.load(client);
  expect([set.size(), set.youngSize()]).toEqual([23, 23]);
});

test("what was not used between two ageings is released, and read again", async () => {
  const { client } = session;
  const unit = { set: workingSet(table) };
  const { set } = unit;
  const [used, other] = [id(11), id(12)].map((thing) => ({ owner: id(1), thing, count: 1 }));
  const single = { owner: id(2), thing: id(13), count: 1 };
  for (const row of [used, other, single]) if (row !== undefined) set.put(row);
  for (let time = 0; time < 2; time += 1) {
    await trickleUnit(unit, client);
    ageUnit(unit);
    // With it, the other row of its group.
    expect(set.get(pairId(id(11), id(1)))).toBe(used);
  }
  expect(measureUnit(unit).youngSize).toBe(2);
  expect(set.get(pairId(id(13), id(2)))).toBeUndefined();
  set.want(pairId(id(13), id(2)));
  await set.load(client);
  expect(set.get(pairId(id(13), id(2)))).toEqual(single);
});

test("a row that cannot be printed fails the write, and so does one that the database refuses", async () => {
  const { client } = session;
  const unprintable: Table<Row> = {
    ...table,
    derived: {
      column: "shown",
      from: () => {
        throw new Error("it does not fit");
      },
    },
  };
  const row: Row = { owner: id(1), thing: id(11), count: 1 };
  const broken = workingSet(unprintable);
  broken.put(row);
  await expect(trickleUnit({ broken }, client)).rejects.toThrow("it does not fit");
  const refused = workingSet(table, 1);
  refused.put({ ...row, count: 2 ** 40 });
  await expect(trickleUnit({ refused }, client)).rejects.toMatchObject({ code: "22003" });
  expect(await stored()).toEqual([]);
});

/** A subscription takes what its process has written from memory, and reads what others have. */
import { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventStore, StoredRecord } from "../../src/eventstore/port.ts";
import { createOffered } from "../../src/eventstore/postgres/offered.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { newStream, readAllAfter, record, records } from "./contract/subject.ts";

let database: TestDatabase;
let here: EventStore;
let there: EventStore;

beforeEach(async () => {
  database = await createTestDatabase();
  here = postgresEventStore(clientConfig(database.connection));
  there = postgresEventStore(clientConfig(database.connection));
});

afterEach(async () => {
  await here.close();
  await there.close();
  await database.drop();
});

function subscribe(store: EventStore) {
  const seen: StoredRecord[] = [];
  store.subscribe(0n, async (batch) => void seen.push(...batch)).finished.catch(() => undefined);
  return seen;
}

const readings = () => {
  const query = vi.spyOn(Pool.prototype, "query");
  return () => query.mock.calls.filter(([first]) => Object(first).name === "read_all").length;
};

test("its own appends are not read again, and are what a reader reads", async () => {
  const reads = readings();
  const seen = subscribe(here);
  let before: number;
  let rounds = 0;
  do {
    before = reads();
    rounds += 1;
    const already = seen.length;
    const stream = newStream();
    await here.append(stream, "none", records(2));
    await here.append(stream, 1, [record()]);
    const append = () => here.append(newStream(), "any", records(2));
    await Promise.all(Array.from({ length: 20 }, append));
    await eventually(() => seen.length === already + 43);
    // The subscription reads once when it begins, and once when it begins to hear of others.
  } while (reads() > before && rounds < 4);
  expect(reads()).toBe(before);
  const own = seen.length;
  // Another one's notification tells that all earlier ones have arrived, too.
  await there.append(newStream(), "none", [record()]);
  await eventually(() => seen.length === own + 1);
  expect(reads()).toBe(before + 1);
  vi.restoreAllMocks();
  expect(seen).toEqual(await readAllAfter(here, 0n));
});

test("while several processes write, all events come once and in order", async () => {
  const seen = [subscribe(here), subscribe(there)];
  const write = async (store: EventStore): Promise<void> => {
    const stream = newStream();
    await store.append(stream, "none", records(2));
    await store.append(stream, "none", records(1)).catch(() => undefined);
    await store.append(stream, 1, records(3));
  };
  await Promise.all(
    [here, there].flatMap((store) => Array.from({ length: 40 }, () => write(store))),
  );
  await eventually(() => seen.every((each) => each.length >= 400));
  const all = await readAllAfter(here, 0n);
  expect(all).toHaveLength(400);
  for (const each of seen) expect(each).toEqual(all);
});

describe("what was written", () => {
  const at = (...positions: number[]): StoredRecord[] =>
    positions.map((position) => ({
      ...record(),
      position: BigInt(position),
      stream: "a",
      revision: 0,
    }));
  const positions = (taken: readonly StoredRecord[]) =>
    taken.map(({ position }) => Number(position));

  test("is taken once, up to the first gap", () => {
    const offered = createOffered();
    offered.add(at(4, 5));
    offered.add(at(6, 8, 9));
    expect(positions(offered.after(3n))).toEqual([4, 5, 6]);
    expect(positions(offered.after(6n))).toEqual([]);
    expect(positions(offered.after(7n))).toEqual([8, 9]);
    expect(positions(offered.after(7n))).toEqual([]);
  });

  test("is left out where it was read already", () => {
    const offered = createOffered();
    offered.add(at(4, 5, 6));
    expect(positions(offered.after(5n))).toEqual([6]);
    offered.add(at(7));
    expect(positions(offered.after(8n))).toEqual([]);
  });

  test("is bounded in memory", () => {
    const offered = createOffered();
    offered.add(at(...Array.from({ length: 1_001 }, (_, index) => index + 1)));
    offered.add(at(1_002));
    expect(positions(offered.after(0n))).toEqual([]);
    expect(positions(offered.after(1_001n))).toEqual([1_002]);
  });
});

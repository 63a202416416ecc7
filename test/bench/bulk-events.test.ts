/** Events that are copied are those that the event store would have written. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBulkStore } from "../../bench/bulk-events.ts";
import { writeTenants } from "../../bench/tenants.ts";
import { createCodec } from "../../src/eventstore/codec.ts";
import type { EventStore, StoredRecord } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../../src/keys/person-keys.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let [copied, appended]: TestDatabase[] = [];

beforeAll(async () => {
  [copied, appended] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([copied?.drop(), appended?.drop()]);
});

function storeOf({ connection }: TestDatabase): EventStore {
  return postgresEventStore(clientConfig(connection));
}

async function allOf(store: EventStore): Promise<StoredRecord[]> {
  const all: StoredRecord[] = [];
  for await (const batch of store.readAll(0n)) {
    all.push(...batch);
    if ((all.at(-1)?.position ?? 0n) >= (await store.lastPosition())) break;
  }
  return all;
}

test("copied events are those that appends write, to new and to known streams", async () => {
  if (copied === undefined || appended === undefined) throw new Error("there is no database");
  const record = (type: string, text: string) => ({
    id: randomUUID(),
    type,
    data: JSON.stringify({ text }),
    metadata: "{}",
  });
  const appends = [
    ["member-1", "none", [record("One", "a\tb\\n\n"), record("Two", "ä😀")]],
    ["member-2", "any", [record("One", "")]],
    ["member-1", "any", [record("Three", "\r")]],
  ] as const;
  const bulk = await openBulkStore(copied.pool);
  const [into, from] = [storeOf(appended), storeOf(copied)];
  for (const [stream, expected, records] of appends) {
    const written = await into.append(stream, expected, records);
    expect(await bulk.append(stream, expected, records)).toEqual(written);
  }
  await expect(bulk.append("member-1", "none", [record("One", "")])).rejects.toThrow("member-1");
  await bulk.end();
  expect(await allOf(from)).toEqual(await allOf(into));
  // What follows is appended as usual.
  const next = await from.append("member-1", 2, [record("Four", "d")]);
  expect(next).toEqual({ revision: 3, position: 5n });
  await expect(openBulkStore(copied.pool)).rejects.toThrow("empty event store");
  await Promise.all([into.close(), from.close()]);
});

test("members differ, so that every filter finds some", async () => {
  if (appended === undefined) throw new Error("there is no database");
  const types = new Map<string, number>();
  const store: Pick<EventStore, "append"> = {
    async append(_stream, _expected, records) {
      for (const { type } of records) types.set(type, (types.get(type) ?? 0) + 1);
      return { revision: records.length - 1, position: 0n };
    },
  };
  const codec = createCodec(createPersonKeys(appended.pool, Buffer.alloc(32, 1)));
  const population = { sizes: [200, 5], role: "ADMIN", solutions: 3, guestIn: 2 } as const;
  const [tenant, other] = await writeTenants({ store, codec }, population);
  expect(tenant?.guest).toBe(other?.guest);
  expect(tenant?.solutionIds).toHaveLength(3);
  expect(Object.fromEntries(types)).toMatchObject({
    MemberFounded: 2,
    MemberInvited: 207,
    InviteAccepted: 205,
    MemberDisabled: 2,
    SolutionRegistered: 6,
    // The first of each organization owns all three; of the others every third has one.
    SolutionAssigned: 6 + 66 + 1,
  });
});

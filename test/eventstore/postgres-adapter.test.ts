/** The postgres adapter's rules beyond the contract: gapless positions, bounds, lost answers. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "pg";
import { createConnectionWatch } from "../../src/platform/database/connection-watch.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
import type { EventStore } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { createTestDatabase, emptyTestDatabase, type TestDatabase } from "../support/database.ts";
import {
  collect,
  idsOf,
  newStream,
  readAllAfter,
  record,
  records,
  seenAll,
} from "./contract/subject.ts";
import { createRelay } from "../support/postgres-relay.ts";
import { eventually } from "../support/eventually.ts";

describe("the postgres event store", () => {
  let database: TestDatabase;
  let store: EventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    store = postgresEventStore(clientConfig(database.connection));
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  /** Holds the writers' lock, like a commit of another process. */
  async function holdLock(): Promise<{ release(): Promise<void> }> {
    const { rows } = await database.pool.query<{ body: string }>(
      "select prosrc as body from pg_proc where proname = 'append_events'",
    );
    const lock = /pg_advisory_xact_lock\(.*\)(?=;)/.exec(rows[0]?.body ?? "")?.[0];
    const client = new Client(clientConfig(database.connection));
    await client.connect();
    await client.query(`begin; select ${lock}`);
    return { release: () => client.end() };
  }

  async function writerWaits(): Promise<void> {
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select from pg_locks join pg_database on pg_database.oid = database
         where datname = current_database() and locktype = 'advisory' and not granted`,
      );
      expect(rows).toHaveLength(1);
    });
  }

  describe("positions", () => {
    test("are 0 in an empty store", async () => {
      expect(await store.lastPosition()).toBe(0n);
      expect(await readAllAfter(store, 0n)).toEqual([]);
    });

    test("are 1, 2, 3 ... even if appends were refused or failed in between", async () => {
      const stream = newStream();
      await Promise.allSettled(
        Array.from({ length: 50 }, (_, number) =>
          store.append(number % 2 === 0 ? newStream() : stream, "none", records(2)),
        ),
      );
      const all = await readAllAfter(store, 0n);
      expect(all).toHaveLength(52);
      expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
    });

    test("stop readers and subscribers if one is missing: nothing is skipped", async () => {
      for (let number = 0; number < 5; number++)
        await store.append(newStream(), "none", [record()]);
      await database.pool.query("delete from events where position = 3");
      await expect(readAllAfter(store, 0n)).rejects.toThrow("event at position 3 is missing");
      await expect(readAllAfter(store, 2n)).rejects.toThrow("event at position 3 is missing");
      const { seen, subscription } = collect(store, 0n);
      await expect(subscription.finished).rejects.toThrow("event at position 3 is missing");
      expect(seen).toEqual([]);
      expect(await readAllAfter(store, 3n)).toHaveLength(2);
    });
  });

  describe("an append whose answer is lost", () => {
    test.each(["none", "any"] as const)(
      "expecting %s is found again and not written twice",
      async (expected) => {
        const relay = await createRelay(clientConfig(database.connection));
        const relayed = postgresEventStore(relay.connection);
        try {
          const stream = newStream();
          await relayed.append(newStream(), "none", [record()]);
          const lock = await holdLock();
          const appending = relayed.append(stream, expected, records(2));
          await writerWaits();
          relay.holdAnswers();
          await lock.release();
          await eventually(async () => expect(await store.readStream(stream)).toHaveLength(2));
          await store.append(stream, 1, [record()]);
          relay.cut();
          expect(await appending).toEqual({ revision: 1, position: 3n });
          expect(await store.readStream(stream)).toHaveLength(3);
        } finally {
          await relayed.close();
          await relay.close();
        }
      },
    );
  });

  test("an append on a connection that died without a word is written on another one", async () => {
    const watch = createConnectionWatch(50);
    const relay = await createRelay({ ...clientConfig(database.connection), watch });
    const relayed = postgresEventStore(relay.connection);
    try {
      await relayed.append(newStream(), "none", [record()]);
      relay.silence();
      const [stream, event] = [newStream(), record()];
      expect(await relayed.append(stream, "none", [event])).toEqual({ revision: 0, position: 2n });
      expect(idsOf(await relayed.readStream(stream))).toEqual([event.id]);
    } finally {
      await relayed.close();
      await relay.close();
    }
  });

  describe("writers of another process", () => {
    test("delay appends only until they have committed", async () => {
      const lock = await holdLock();
      const event = record();
      const appending = store.append("user-1", "none", [event]);
      await writerWaits();
      expect(await store.readStream("user-1")).toEqual([]);
      await lock.release();
      await appending;
      expect(idsOf(await store.readStream("user-1"))).toEqual([event.id]);
    });
  });

  describe("waiting appends", () => {
    test.each([
      ["in number", 10_600, record()],
      ["in bytes", 67, { ...record(), data: JSON.stringify("x".repeat(1_000_000)) }],
    ])("are bounded %s; all accepted ones are written", async (_, count, event) => {
      const lock = await holdLock();
      const appending = Promise.allSettled(
        Array.from({ length: count }, () => store.append(newStream(), "none", [event])),
      );
      await lock.release();
      const outcomes = await appending;
      const refused = outcomes.filter(({ status }) => status === "rejected");
      expect(refused.length).toBeGreaterThan(0);
      for (const outcome of refused) {
        expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
      }
      expect(await store.lastPosition()).toBe(BigInt(count - refused.length));
    });
  });

  describe("settings of an operator", () => {
    test("cannot make appends less durable with synchronous_commit off", async () => {
      await database.pool.query(`
        do 'begin execute format(''alter database %I set synchronous_commit = off'', current_database()); end';
        create table seen_setting (value text);
        create function see_setting() returns trigger language plpgsql as
          'begin insert into seen_setting values (current_setting(''synchronous_commit'')); return null; end';
        create trigger see_setting after insert on events execute function see_setting()`);
      await store.append(newStream(), "none", [record()]);
      const { rows } = await database.pool.query("select value from seen_setting");
      expect(rows).toEqual([{ value: "on" }]);
    });

    test("cannot stop subscribers, which find new events without notifications", async () => {
      const { seen, subscription } = collect(store, 0n);
      const event = record();
      await database.pool.query("insert into events values (1, 'user-1', 0, $1, $2, $3, $4)", [
        event.id,
        event.type,
        event.data,
        event.metadata,
      ]);
      await seenAll(seen, [event.id]);
      await subscription.stop();
    });

    test("that point to a database without tables are reported as a mistake, not an outage", async () => {
      const empty = await emptyTestDatabase();
      const lost = postgresEventStore(clientConfig(empty.connection));
      try {
        await expect(lost.append(newStream(), "none", [record()])).rejects.toThrow("append_events");
        await expect(lost.lastPosition()).rejects.toThrow('relation "events" does not exist');
        const { subscription } = collect(lost, 0n);
        await expect(subscription.finished).rejects.toThrow('relation "events" does not exist');
      } finally {
        await lost.close();
        await empty.drop();
      }
    });
  });
});

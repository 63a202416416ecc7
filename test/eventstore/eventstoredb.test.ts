/**
 * The eventstoredb adapter and its client against the small stand-in server of test/support/esdb-server.
 * eventstoredb-real.test.ts tests them against a real server.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventStoreUnavailable, WrongExpectedRevision } from "../../src/eventstore/errors.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import {
  limits,
  type EventStore,
  type NewRecord,
  type StoredRecord,
} from "../../src/eventstore/port.ts";
import { StartupError } from "../../src/platform/startup-error.ts";
import { createLink } from "../support/esdb-server/link.ts";
import { startStandIn, type StandIn } from "../support/esdb-server/server.ts";
import { eventually } from "../support/eventually.ts";

function record(number = 0): NewRecord {
  return { id: randomUUID(), type: "Counted", data: `{"number":${number}}`, metadata: "{}" };
}

function records(count: number): readonly NewRecord[] {
  return Array.from({ length: count }, (_, index) => record(index));
}

/** Writes events of the server's own into the same log. */
function appendStatistics(server: StandIn, count: number): void {
  const nothing = new Uint8Array();
  for (let index = 0; index < count; index++) {
    server.log.append("$stats-127.0.0.1:2113", "any", [
      {
        id: randomUUID(),
        type: "$stats",
        contentType: "application/json",
        data: nothing,
        metadata: nothing,
      },
    ]);
  }
}

describe("eventstoredb on the wire, against a stand-in", () => {
  let server: StandIn;
  let store: EventStore;

  beforeEach(async () => {
    server = await startStandIn();
    store = eventStoreDbStore({ connectionString: server.connectionString });
  });

  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  /** Subscribes from the start and collects the events. */
  function collect(from = store) {
    const seen: StoredRecord[] = [];
    const subscription = from.subscribe(0n, async (batch) => {
      seen.push(...batch);
    });
    return { seen, subscription };
  }

  function numbersOf(seen: readonly StoredRecord[]): readonly number[] {
    return seen.map(({ data }) => (JSON.parse(data) as { number: number }).number);
  }

  test("a subscription delivers every event exactly once, even if the connection is cut", async () => {
    const { seen } = collect();
    for (let number = 0; number < 40; number++) {
      await store.append(`user-${number}`, "none", [record(number)]);
      if (number % 10 !== 9) continue;
      await eventually(() => expect(seen.length).toBeGreaterThan(number - 5));
      server.link.cut();
      await eventually(() => store.lastPosition());
    }
    await eventually(() => expect(seen).toHaveLength(40));
    expect(numbersOf(seen)).toEqual(Array.from({ length: 40 }, (_, number) => number));
  });

  test("every call fails as unavailable while the server is down; all continues when it is back", async () => {
    const { seen } = collect();
    await store.append("user-1", "none", [record(0)]);
    await eventually(() => expect(seen).toHaveLength(1));

    await server.link.down();
    await expect(store.append("user-1", 0, [record(1)])).rejects.toThrow(EventStoreUnavailable);
    await expect(store.readStream("user-1")).rejects.toThrow(EventStoreUnavailable);
    await expect(store.lastPosition()).rejects.toThrow(EventStoreUnavailable);
    await expect(store.readAll(0n)[Symbol.asyncIterator]().next()).rejects.toThrow(
      EventStoreUnavailable,
    );

    await server.link.up();
    await eventually(() => store.append("user-1", 0, [record(1)]));
    await eventually(() => expect(numbersOf(seen)).toEqual([0, 1]));
  });

  test("an interrupted append may be repeated and is written once", async () => {
    const append = [record()];
    const first = store.append("user-1", "none", append);
    server.link.cut();
    await first.catch(() => undefined);
    const appended = await eventually(() => store.append("user-1", "none", append));
    expect(appended.revision).toBe(0);
    expect(server.log.all).toHaveLength(1);
  });

  test("a slow handler gets batches within the bound, one at a time, in order", async () => {
    for (let part = 0; part < 6; part++) await store.append(`user-${part}`, "none", records(500));
    let running = 0;
    const batches: (readonly StoredRecord[])[] = [];
    const subscription = store.subscribe(0n, async (batch) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      batches.push(batch);
      running--;
    });
    await eventually(() => expect(batches.flat()).toHaveLength(3_000));
    await subscription.stop();
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(
      limits.batchEvents,
    );
    const positions = batches.flat().map(({ position }) => position);
    expect(positions).toEqual(server.log.all.map(({ position }) => position));
  });

  test("a handler does not get events again if the connection is cut while it runs", async () => {
    const seen: StoredRecord[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    store.subscribe(0n, async (batch) => {
      await held;
      seen.push(...batch);
    });
    await store.append("user-1", "none", records(3));
    server.link.cut();
    await eventually(() => store.append("user-2", "none", [record(3)]));
    release();
    await eventually(() => expect(numbersOf(seen)).toEqual([0, 1, 2, 3]));
  });

  test("who asks for the same ends at the same time shares the calls", async () => {
    await store.append("user-1", "none", records(3));
    await store.append("user-2", "none", records(1));
    const before = server.calls.readStream;
    const asked = Array.from({ length: 30 }, () => store.endsOf(["user-1", "user-2", "user-3"]));
    for (const ends of await Promise.all(asked)) {
      expect(ends.map((end) => end?.revision)).toEqual([2, 0, undefined]);
    }
    expect(server.calls.readStream - before).toBe(3);
  });

  test("an end is never from before it was asked for", async () => {
    await store.append("user-1", "none", [record()]);
    for (let revision = 0; revision < 20; revision += 1) {
      const others = Array.from({ length: 5 }, () => store.endsOf(["user-1"]));
      await store.append("user-1", revision, [record()]);
      const [end] = await store.endsOf(["user-1"]);
      expect(end?.revision).toBe(revision + 1);
      await Promise.all(others);
    }
  });

  test("the server's own events do not reach a subscriber, but advance the point where it resumes", async () => {
    const { seen } = collect();
    appendStatistics(server, 2_000);
    await eventually(() => {
      server.link.cut();
      expect(server.subscribedAfter.at(-1)).toBeGreaterThan(0n);
    });
    await eventually(() => store.append("user-1", "none", [record(7)]));
    await eventually(() => expect(numbersOf(seen)).toEqual([7]));
  });

  test("the last position is that of Muster's last event, whatever the server wrote after it", async () => {
    appendStatistics(server, 3);
    expect(await store.lastPosition()).toBe(0n);
    const { position } = await store.append("user-1", "none", records(2));
    appendStatistics(server, 700);
    expect(await store.lastPosition()).toBe(position);
    appendStatistics(server, 1);
    expect(await store.lastPosition()).toBe(position);
    const { seen } = collect();
    await eventually(() => expect(seen.at(-1)?.position).toBe(position));
  });

  test("reading all events leaves out the server's own and ends", async () => {
    appendStatistics(server, 600);
    await store.append("user-1", "none", records(2));
    appendStatistics(server, 600);
    await store.append("member-1", "none", records(1));
    appendStatistics(server, 600);
    const read: StoredRecord[] = [];
    for await (const batch of store.readAll(0n)) read.push(...batch);
    expect(read.map(({ stream }) => stream)).toEqual(["user-1", "user-1", "member-1"]);
  });

  test("in an empty store a subscription waits quietly for the first event", async () => {
    const { seen, subscription } = collect();
    await eventually(() => expect(server.subscribedAfter).toHaveLength(1));
    await delay(100);
    await store.append("user-1", "none", [record(7)]);
    await eventually(() => expect(numbersOf(seen)).toEqual([7]));
    expect(server.subscribedAfter).toEqual([0n]);
    await subscription.stop();
  });

  test("a subscription after a position at which no event stands fails and says what to check", async () => {
    const { position } = await store.append("user-1", "none", records(3));
    const subscription = store.subscribe(position - 1n, async () => undefined);
    await expect(subscription.finished).rejects.toThrow(
      /invalid position.*check EVENTSTORE_URL and the last restore/,
    );
  });

  test("a follower is left for the leader that it names, without an error to the caller", async () => {
    const second = await createLink(server.port);
    const { seen } = collect();
    await store.append("user-1", "none", [record(0)]);
    await eventually(() => expect(numbersOf(seen)).toEqual([0]));
    server.leaderPort = second.port;
    server.state = "follower";
    second.onConnection(() => (server.state = "leader"));
    await store.append("user-1", 0, [record(1)]);
    await eventually(() => expect(numbersOf(seen)).toEqual([0, 1]));
    expect(second.connections().total).toBe(1);
    await second.down();
  });

  test("a node that starts and is not ready is unavailable; all continues when it is the leader", async () => {
    server.state = "not ready";
    const { seen } = collect();
    await expect(store.readStream("user-1")).rejects.toThrow(EventStoreUnavailable);
    await expect(store.append("user-1", "none", [record(0)])).rejects.toThrow(/Not Ready/);
    server.state = "leader";
    await eventually(() => store.append("user-1", "none", [record(1)]));
    await eventually(() => expect(numbersOf(seen)).toEqual([1]));
  });

  test("a cluster continues with the next leader when one hangs, also for a process that only follows", async () => {
    const second = await createLink(server.port);
    const addresses = `127.0.0.1:${server.link.port},127.0.0.1:${second.port}`;
    const open = () => eventStoreDbStore({ connectionString: `esdb://${addresses}?tls=false` });
    const [writer, follower] = [open(), open()];
    const { seen } = collect(follower);
    await writer.append("user-1", "none", [record(0)]);
    await eventually(() => expect(numbersOf(seen)).toEqual([0]));

    server.link.freeze();
    server.leaderPort = second.port;
    const next = [record(1)];
    await eventually(() => writer.append("user-1", 0, next));
    await eventually(() => expect(numbersOf(seen)).toEqual([0, 1]));

    await Promise.all([writer.close(), follower.close()]);
    server.link.thaw();
    await second.down();
  });

  test("an append that the server dropped is sent again, however late the server says so", async () => {
    server.commitTimeoutMs = 3_100;
    const first = Promise.withResolvers<void>();
    server.beforeAppend = () => first.promise;
    const repeated = [record()];
    const appends = [1, 2].map(() => store.append("user-1", "none", repeated));
    await delay(100);
    first.resolve();
    const [one, other] = await Promise.all(appends);
    expect(other).toEqual(one);
    expect(server.log.all).toHaveLength(1);
  });

  test("under load an outage opens few connections, and leaves none behind", async () => {
    const { seen } = collect();
    await store.append("user-0", "none", [record(0)]);
    await eventually(() => expect(seen).toHaveLength(1));
    const over = new AbortController();
    const load = Array.from({ length: 20 }, async () => {
      while (!over.signal.aborted) {
        await store.append("user-1", "any", [record()]).catch(() => undefined);
        await delay(5);
      }
    });
    const before = server.link.connections().total;
    const began = performance.now();
    server.state = "not ready";
    await delay(1_500);
    server.state = "leader";
    await eventually(() => expect(seen.length).toBeGreaterThan(1));
    over.abort();
    await Promise.all(load);
    // At most two a second: a slow machine takes longer until all is over.
    const seconds = (performance.now() - began) / 1_000;
    expect(server.link.connections().total - before).toBeLessThanOrEqual(3 + 2 * seconds);
    await eventually(() => expect(server.link.connections().open).toBeLessThanOrEqual(2));
  });

  test("a conflict is reported even if the connection string makes the client return it", async () => {
    const quiet = eventStoreDbStore({
      connectionString: `${server.connectionString}&throwOnAppendFailure=false`,
    });
    await quiet.append("user-1", "none", [record()]);
    await expect(quiet.append("user-1", "none", [record()])).rejects.toThrow(WrongExpectedRevision);
    await quiet.close();
  });

  test("a cluster continues with the next leader when one dies", async () => {
    const second = await createLink(server.port);
    const cluster = eventStoreDbStore({
      connectionString: `esdb://127.0.0.1:${server.link.port},127.0.0.1:${second.port}?tls=false`,
    });
    const { seen } = collect(cluster);
    await cluster.append("user-1", "none", [record(0)]);
    await eventually(() => expect(numbersOf(seen)).toEqual([0]));

    await server.link.down();
    server.leaderPort = second.port;
    const next = [record(1)];
    await eventually(() => cluster.append("user-1", 0, next));
    await eventually(() => expect(numbersOf(seen)).toEqual([0, 1]));

    await cluster.close();
    await second.down();
    await server.link.up();
  });

  test("a cluster in which no node answers is unavailable, and causes no unhandled rejection", async () => {
    const cluster = eventStoreDbStore({
      connectionString: `esdb+discover://127.0.0.1:${server.link.port}?tls=false&maxDiscoverAttempts=2&discoveryInterval=1`,
    });
    await cluster.append("user-1", "none", [record(0)]);
    const { seen } = collect(cluster);
    await eventually(() => expect(seen).toHaveLength(1));
    await server.link.down();
    const calls = [cluster.append("user-1", 0, [record(1)]), cluster.readStream("user-1")];
    await Promise.all(calls.map((call) => expect(call).rejects.toThrow(EventStoreUnavailable)));
    await expect(cluster.lastPosition()).rejects.toThrow(EventStoreUnavailable);
    await server.link.up();
    await eventually(() => cluster.append("user-2", "none", [record(2)]));
    await eventually(() => expect(numbersOf(seen)).toContain(2));
    await cluster.close();
  });

  test("an append to a stream outside the readers' filter is refused", async () => {
    const append = store.append("elsewhere-1", "none", [record()]);
    await expect(append).rejects.toThrow(
      /elsewhere-1 is in none of the categories organization, user/,
    );
    expect(server.log.all).toHaveLength(0);
  });

  test("a KurrentDB connection string works; a wrong one stops the start without revealing its secret", async () => {
    const kurrent = eventStoreDbStore({
      connectionString: server.connectionString.replace("esdb:", "kurrentdb:"),
    });
    await kurrent.append("user-1", "none", [record()]);
    await kurrent.close();
    const wrong = () => eventStoreDbStore({ connectionString: "esdb://me:secret@host:port" });
    expect(wrong).toThrow(StartupError);
    expect(wrong).not.toThrow(/secret/);
  });

  test("after close every call fails and says why", async () => {
    await store.close();
    await expect(store.append("user-1", "none", [record()])).rejects.toThrow(/closed/);
    await expect(store.readStream("user-1")).rejects.toThrow(/closed/);
    expect(() => store.subscribe(0n, async () => undefined)).toThrow(/closed/);
  });
});

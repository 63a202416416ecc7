/** Appends share one call to EventStoreDB, and each has its own answer, in time or not. */
import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EventStoreUnavailable, WrongExpectedRevision } from "../../src/eventstore/errors.ts";
import {
  openBatch,
  type Batch,
  type BatchedAppend,
} from "../../src/eventstore/eventstoredb/batch.ts";
import { openClient, type OpenClient } from "../../src/eventstore/eventstoredb/client.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import type { NewRecord } from "../../src/eventstore/port.ts";
import { createLink } from "../support/esdb-server/link.ts";
import { startStandIn, type StandIn } from "../support/esdb-server/server.ts";
import { eventually } from "../support/eventually.ts";

function record(): NewRecord {
  return { id: randomUUID(), type: "Counted", data: "{}", metadata: "{}" };
}

function append(stream = `user-${randomUUID()}`, bytes = 100): BatchedAppend {
  return { stream, expected: "none", records: [record()], bytes };
}

/** A promise that never settles. */
function never(): Promise<void> {
  return new Promise(() => undefined);
}

describe("appends that share a call", () => {
  let server: StandIn;
  let opened: OpenClient;
  let batch: Batch;

  beforeEach(async () => {
    server = await startStandIn();
    opened = openClient(server.connectionString);
    batch = openBatch(opened);
    await batch.write(append());
  });

  afterEach(async () => {
    vi.useRealTimers();
    batch.close();
    await opened.close();
    await server.stop();
  });

  /** Begins to write when the time of deadlines stands still; resolves once all have come. */
  async function writeInStillTime(appends: readonly BatchedAppend[]) {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const before = server.calls.appends;
    const failures = appends.map((each) =>
      batch.write(each).then(String, (error: unknown) => error),
    );
    while (server.calls.appends - before < appends.length) await nextTurn();
    return { deadline: () => passDeadline(failures) };
  }

  async function passDeadline(failures: readonly Promise<unknown>[]): Promise<void> {
    vi.advanceTimersByTime(3_500);
    vi.useRealTimers();
    for (const failure of failures) expect(await failure).toBeInstanceOf(EventStoreUnavailable);
  }

  test("64 at once are one call and 64 messages, and nothing is read", async () => {
    const appends = Array.from({ length: 64 }, () => append());
    const written = await Promise.all(appends.map((each) => batch.write(each)));
    expect(written.map(({ revision }) => revision)).toEqual(appends.map(() => 0));
    const positions = appends.map(({ stream }) => server.log.read(stream)[0]?.position);
    expect(written.map(({ position }) => position)).toEqual(positions);
    expect(server.calls).toEqual({ readStream: 0, readLog: 0, batchAppend: 1, appends: 65 });
  });

  test("a dropped answer fails its own append in time; the others go on by the same call", async () => {
    server.beforeAnswer = (stream) => (stream === "user-lost" ? never() : Promise.resolve());
    const { deadline } = await writeInStillTime([append("user-lost")]);
    await batch.write(append());
    await deadline();
    await batch.write(append());
    expect(server.calls.batchAppend).toBe(1);
    expect(server.link.connections().total).toBe(1);
  });

  test("after a dropped answer, the same append repeated has the first result and is written once", async () => {
    server.beforeAnswer = never;
    const lost = append("user-lost");
    const { deadline } = await writeInStillTime([lost]);
    await deadline();
    server.beforeAnswer = async () => undefined;
    const [stored] = server.log.read("user-lost");
    const repeated = await eventually(() => batch.write(lost));
    expect(repeated).toEqual({ revision: 0, position: stored?.position });
    expect(server.log.read("user-lost")).toHaveLength(1);
  });

  test("a late answer is nobody's: neither that of the repeated append nor of another", async () => {
    const late = Promise.withResolvers<void>();
    server.beforeAnswer = (stream) => (stream === "user-late" ? late.promise : Promise.resolve());
    const first = append("user-late");
    const { deadline } = await writeInStillTime([first]);
    await batch.write(append());
    await deadline();
    const conflicting = batch.write(append("user-late"));
    late.resolve();
    await expect(conflicting).rejects.toThrow(WrongExpectedRevision);
    expect(await batch.write(append())).toMatchObject({ revision: 0 });
    expect(server.log.read("user-late").map(({ id }) => id)).toEqual([first.records[0]?.id]);
    expect(server.calls.batchAppend).toBe(1);
  });

  test("when nobody is answered, all fail in time and the connection is replaced", async () => {
    server.beforeAnswer = never;
    const appends = Array.from({ length: 20 }, () => append());
    const { deadline } = await writeInStillTime(appends);
    await deadline();
    server.beforeAnswer = async () => undefined;
    await eventually(() => Promise.all(appends.map((each) => batch.write(each))));
    for (const { stream } of appends) expect(server.log.read(stream)).toHaveLength(1);
    expect(server.link.connections().total).toBe(2);
  });

  test("a connection that is open but silent is found by the deadline", async () => {
    server.link.freeze();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const one = append();
    const failure = batch.write(one).then(String, (error: unknown) => error);
    // By then it has the connection and waits for the answer.
    await nextTurn();
    await passDeadline([failure]);
    server.link.thaw();
    await eventually(() => batch.write(one));
    expect(server.log.read(one.stream)).toHaveLength(1);
    expect(server.link.connections().total).toBe(2);
  });

  test("a call that breaks fails all who wait; whoever repeats is written once", async () => {
    server.beforeAnswer = never;
    const appends = Array.from({ length: 20 }, () => append());
    const failing = Promise.allSettled(appends.map((each) => batch.write(each)));
    await eventually(() => expect(server.calls.appends).toBe(21));
    server.link.cut();
    for (const outcome of await failing) {
      expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
    }
    server.beforeAnswer = async () => undefined;
    await eventually(() => Promise.all(appends.map((each) => batch.write(each))));
    expect(server.log.all).toHaveLength(21);
  });

  test.each([
    [1_000, 100],
    [64, 1_000_000],
  ])("at most %i appends of %i bytes wait", async (count, bytes) => {
    server.beforeAnswer = never;
    const waiting = Array.from({ length: count }, () => batch.write(append(undefined, bytes)));
    const settled = Promise.allSettled(waiting);
    await expect(batch.write(append())).rejects.toThrow(`${count} appends wait`);
    batch.close();
    await settled;
    server.beforeAnswer = async () => undefined;
    await batch.write(append());
  });
});

describe("appends when the leader changes", () => {
  test("those in flight are sent to the next leader; what expects any revision is not written twice", async () => {
    const server = await startStandIn();
    const second = await createLink(server.port);
    const store = eventStoreDbStore({ connectionString: server.connectionString });
    const release = Promise.withResolvers<void>();
    server.beforeAnswer = () => release.promise;
    const [exact, any] = [record(), record()];
    const first = store.append("user-1", "none", [exact]);
    const unknown = expect(store.append("user-2", "any", [any])).rejects.toThrow(
      EventStoreUnavailable,
    );
    await eventually(() => expect(server.log.all).toHaveLength(2));
    server.leaderPort = second.port;
    server.state = "follower";
    second.onConnection(() => {
      server.state = "leader";
      release.resolve();
    });
    await store.append("user-3", "none", [record()]);
    await unknown;
    expect((await first).revision).toBe(0);
    expect(server.log.read("user-1")).toHaveLength(1);
    expect(server.log.read("user-2")).toHaveLength(1);
    await store.close();
    await second.down();
    await server.stop();
  });
});

test("a server that does not know the call is refused with the version that does", async () => {
  const server = new Server();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const opened = openClient(`esdb://127.0.0.1:${port}?tls=false`);
  const batch = openBatch(opened);
  await expect(batch.write(append())).rejects.toThrow(/use version 22.10 or later/);
  batch.close();
  await opened.close();
  server.forceShutdown();
});

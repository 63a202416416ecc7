/** Appends share one call to EventStoreDB, and each has its own answer, in time or not. */
import { randomUUID } from "node:crypto";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
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

/** Short, so that the tests are quick; long enough for a busy machine to answer. */
const answerMs = 1_000;

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
    batch = openBatch(opened, answerMs);
  });

  afterEach(async () => {
    batch.close();
    await opened.close();
    await server.stop();
  });

  /** The answers to appends to this stream are dropped. */
  function dropAnswersTo(stream: string): void {
    server.beforeAnswer = (appended) => (appended === stream ? never() : Promise.resolve());
  }

  test("64 at once are one call and 64 messages, and nothing is read", async () => {
    const appends = Array.from({ length: 64 }, () => append());
    const written = await Promise.all(appends.map((each) => batch.write(each)));
    expect(written.map(({ revision }) => revision)).toEqual(appends.map(() => 0));
    const positions = appends.map(({ stream }) => server.log.read(stream)[0]?.position);
    expect(written.map(({ position }) => position)).toEqual(positions);
    expect(server.calls).toEqual({ read: 0, batchAppend: 1, appends: 64 });
  });

  test("a dropped answer fails its own append in time; the others go on by the same call", async () => {
    const lost = append("user-lost");
    dropAnswersTo("user-lost");
    const failing = batch.write(lost).catch((error: unknown) => error);
    await batch.write(append());
    expect(await failing).toBeInstanceOf(EventStoreUnavailable);
    await batch.write(append());
    expect(server.calls.batchAppend).toBe(1);
    expect(server.link.connections().total).toBe(1);
  });

  test("after a dropped answer, the same append repeated has the first result and is written once", async () => {
    const lost = append("user-lost");
    dropAnswersTo("user-lost");
    await expect(batch.write(lost)).rejects.toThrow(EventStoreUnavailable);
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
    const failing = batch.write(first).catch((error: unknown) => error);
    await batch.write(append());
    expect(await failing).toBeInstanceOf(EventStoreUnavailable);
    const conflicting = batch.write({ ...append("user-late"), expected: "none" });
    late.resolve();
    await expect(conflicting).rejects.toThrow(/user-late/);
    expect(await batch.write(append())).toMatchObject({ revision: 0 });
    expect(server.log.read("user-late").map(({ id }) => id)).toEqual([first.records[0]?.id]);
  });

  test("when nobody is answered, all fail in time and the connection is replaced", async () => {
    await batch.write(append());
    server.link.freeze();
    const appends = Array.from({ length: 20 }, () => append());
    const outcomes = await Promise.allSettled(appends.map((each) => batch.write(each)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
    }
    server.link.thaw();
    await eventually(() => Promise.all(appends.map((each) => batch.write(each))));
    for (const { stream } of appends) expect(server.log.read(stream)).toHaveLength(1);
    expect(server.link.connections().total).toBeGreaterThan(1);
  });

  test("a call that breaks fails all who wait; whoever repeats is written once", async () => {
    server.beforeAnswer = never;
    const appends = Array.from({ length: 20 }, () => append());
    const failing = Promise.allSettled(appends.map((each) => batch.write(each)));
    await eventually(() => expect(server.calls.appends).toBe(20));
    server.link.cut();
    for (const outcome of await failing) {
      expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
    }
    server.beforeAnswer = async () => undefined;
    await eventually(() => Promise.all(appends.map((each) => batch.write(each))));
    expect(server.log.all).toHaveLength(20);
  });

  test("what waits is bounded, in number and in bytes", async () => {
    server.beforeAnswer = never;
    const settled: Promise<unknown>[] = [];
    const wait = (bytes: number) =>
      settled.push(batch.write(append(undefined, bytes)).catch(String));
    for (let count = 0; count < 1_000; count += 1) wait(100);
    await expect(batch.write(append())).rejects.toThrow(/1000 appends wait/);
    await Promise.all(settled);
    for (let count = 0; count < 64; count += 1) wait(1_000_000);
    await expect(batch.write(append())).rejects.toThrow(/64 appends wait/);
    await Promise.all(settled);
    server.beforeAnswer = async () => undefined;
    await eventually(() => batch.write(append()));
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

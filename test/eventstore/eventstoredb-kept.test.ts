/** What is kept of streams is never older than the question, whoever appends and whatever happens to the log. */
import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepStreams, type Kind } from "../../src/eventstore/eventstoredb/kept-streams.ts";
import { watchLatest } from "../../src/eventstore/eventstoredb/latest.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import type { EventStore, NewRecord, StoredRecord } from "../../src/eventstore/port.ts";
import { startStandIn, type StandIn } from "../support/esdb-server/server.ts";
import { eventually } from "../support/eventually.ts";

function record(): NewRecord {
  return { id: randomUUID(), type: "Counted", data: "{}", metadata: "{}" };
}

describe("on the wire", () => {
  let server: StandIn;
  let store: EventStore;

  beforeEach(async () => {
    server = await startStandIn();
    store = eventStoreDbStore({ connectionString: server.connectionString });
    await store.append("user-1", "none", [record()]);
  });

  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  /** As another instance appends. */
  function appendElsewhere(stream: string, count = 1): void {
    const bytes = new TextEncoder().encode("{}");
    for (let number = 0; number < count; number += 1) {
      const event = { id: randomUUID(), type: "Counted", contentType: "application/json" };
      server.log.append(stream, "any", [{ ...event, data: bytes, metadata: bytes }]);
    }
  }

  /** What both questions say of a stream, which must be the same. */
  async function lengthOf(stream: string): Promise<number> {
    const [records, [end]] = await Promise.all([store.readStream(stream), store.endsOf([stream])]);
    expect(records.map(({ revision }) => revision)).toEqual([...records.keys()]);
    expect(end?.revision ?? -1).toBe(records.length - 1);
    return records.length;
  }

  /** How often streams were read, and the newest events of the log, while `work` ran. */
  async function callsOf(work: () => Promise<unknown>) {
    const { readStream, readLog } = server.calls;
    await work();
    return {
      readStream: server.calls.readStream - readStream,
      readLog: server.calls.readLog - readLog,
    };
  }

  test("a stream is read once; then all who ask at the same time share one call", async () => {
    expect(await lengthOf("user-1")).toBe(1);
    const calls = await callsOf(() =>
      Promise.all(Array.from({ length: 20 }, () => lengthOf("user-1"))),
    );
    expect(calls).toEqual({ readStream: 0, readLog: 1 });
  });

  test("what another instance appends is in the next answer, also of a stream that did not exist", async () => {
    expect([await lengthOf("user-1"), await lengthOf("user-2")]).toEqual([1, 0]);
    for (let count = 1; count <= 5; count += 1) {
      appendElsewhere("user-1");
      appendElsewhere("user-2");
      expect([await lengthOf("user-1"), await lengthOf("user-2")]).toEqual([count + 1, count]);
    }
  });

  test("after the restore of a backup nothing is left of what was read before", async () => {
    appendElsewhere("user-1", 5);
    expect(await lengthOf("user-1")).toBe(6);
    server.log.restore(2);
    expect(await lengthOf("user-1")).toBe(2);
    server.log.restore(1);
    appendElsewhere("user-2");
    appendElsewhere("user-1");
    expect(await lengthOf("user-1")).toBe(2);
    expect((await store.readStream("user-1")).map(({ id }) => id)).toEqual(
      server.log.read("user-1").map(({ id }) => id),
    );
  });

  test.each([249, 250, 2_000])("after %i events of others all are there", async (count) => {
    expect(await lengthOf("user-1")).toBe(1);
    appendElsewhere("user-2", count - 1);
    appendElsewhere("user-1");
    expect(await lengthOf("user-1")).toBe(2);
  });

  test("a connection that is cut fails nobody for long, and no answer is older", async () => {
    expect(await lengthOf("user-1")).toBe(1);
    appendElsewhere("user-1");
    server.link.cut();
    expect(await eventually(() => lengthOf("user-1"))).toBe(2);
  });
});

/** A log whose every call takes its look at some moment between its question and its answer. */
function slowLog(pauses: readonly number[]) {
  const log: StoredRecord[] = [];
  let calls = 0;

  async function pause(): Promise<void> {
    const length = pauses[(calls += 1) % pauses.length] ?? 0;
    // Longer than the patience of those who share a call: then a second one overtakes it.
    if (length > 3) await delay(7);
    for (let turn = 0; turn < length; turn += 1) await nextTurn();
  }

  async function look<Seen>(at: () => Seen): Promise<Seen> {
    await pause();
    const seen = at();
    await pause();
    return seen;
  }

  return {
    log,
    ofStream: (stream: string) => log.filter((each) => each.stream === stream),
    append(stream: string) {
      const revision = log.filter((each) => each.stream === stream).length;
      log.push({ ...record(), stream, revision, position: BigInt(log.length + 1) });
    },
    look,
    latest: watchLatest({
      newest: () => look(() => log.at(-1)),
      since: ({ position }) =>
        look(() => {
          const later = log.slice(Number(position));
          return later.length < 6 ? later : undefined;
        }),
    }),
  };
}

test("no answer is older than its question, and none lacks an event, however all interleaves", async () => {
  const stream = fc.constantFrom("user-1", "user-2", "user-3");
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("ask" as const), stream }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("append" as const), stream }) },
    fc.record({ kind: fc.constant("turn" as const), stream }),
  );
  const pauses = fc.array(fc.nat(4), { minLength: 3, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      pauses,
      fc.constantFrom(5_000, 100_000),
      async (steps, lengths, mostBytes) => {
        const { ofStream, append, look, latest } = slowLog(lengths);
        const kind: Kind<readonly StoredRecord[]> = {
          read: (name) => look(() => ofStream(name)),
          after: (records, event) =>
            event.revision < records.length ? records : [...records, event],
          sizeOf: (records) => records.length * 100,
        };
        const ask = keepStreams(latest, kind, mostBytes);
        const asked: Promise<void>[] = [];
        for (const { kind: what, stream: name } of steps) {
          if (what === "append") append(name);
          else if (what === "turn") await nextTurn();
          else {
            const then = ofStream(name).length;
            const check = (records: readonly StoredRecord[]) => {
              expect(records.length).toBeGreaterThanOrEqual(then);
              expect(records).toEqual(ofStream(name).slice(0, records.length));
            };
            asked.push(ask(name).then(check));
          }
        }
        await Promise.all(asked);
      },
    ),
    { numRuns: 200 },
  );
});

test("a stream that would take the room of many others is read each time", async () => {
  const { append, ofStream, latest } = slowLog([0]);
  for (const name of ["user-1", "user-2"]) append(name);
  const read: string[] = [];
  const kind: Kind<number> = {
    async read(name) {
      read.push(name);
      return ofStream(name).length;
    },
    after: (length) => length + 1,
    sizeOf: (length) => (length > 1 ? 1_000 : 0),
  };
  const ask = keepStreams(latest, kind, 8_000);
  for (const name of ["user-1", "user-2", "user-1", "user-2"]) await ask(name);
  expect(read).toEqual(["user-1", "user-2"]);
  // Now it is large.
  append("user-1");
  for (const name of ["user-1", "user-1", "user-2"])
    expect(await ask(name)).toBe(ofStream(name).length);
  expect(read).toEqual(["user-1", "user-2", "user-1", "user-1"]);
});

test("a failed reading fails those who waited for it, and is not kept", async () => {
  const { append, ofStream, latest } = slowLog([0]);
  append("user-1");
  let isDown = true;
  const ask = keepStreams(
    latest,
    {
      read: async (name) => {
        await nextTurn();
        if (isDown) throw new Error("down");
        return ofStream(name).length;
      },
      after: (length) => length,
      sizeOf: () => 0,
    },
    1_000,
  );
  const both = await Promise.allSettled([ask("user-1"), ask("user-1")]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isDown = false;
  expect(await ask("user-1")).toBe(1);
});

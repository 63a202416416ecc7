/** The contract's rules for slow commits, several processes, cut connections and an unavailable store. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import type { EventStore, NewRecord } from "../../../src/eventstore/port.ts";
import type { Address } from "./open.ts";
import {
  collect,
  expectIncreasing,
  idsOf,
  newStream,
  readAllAfter,
  record,
  records,
  seenAll,
  type Given,
} from "./subject.ts";
import { eventually } from "../../support/eventually.ts";

const writerFile = join(import.meta.dirname, "..", "contract-writer.ts");

/** Runs a writer in a process of its own; returns how many events it wrote. */
async function writeElsewhere(address: Address, count: number, shared: string): Promise<number> {
  const task = JSON.stringify({ address, count, shared });
  const child = spawn(process.execPath, [writerFile, task], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).toBe(0);
    return Number(output);
  } finally {
    child.kill("SIGKILL");
  }
}

/** Repeats an append until the store is available, as a caller may. */
async function appendSurely(
  store: EventStore,
  stream: string,
  append: readonly NewRecord[],
): Promise<void> {
  await eventually(() => store.append(stream, "none", append));
}

export function describeFailures(given: Given): void {
  describe("writers in two processes", () => {
    test("subscribers see every event exactly once, even while commits are slow", async () => {
      const { store, another, address, slowCommits } = given();
      const quickCommits = await slowCommits?.();
      const other = await another();
      const before = await store.lastPosition();
      const early = collect(store, before);
      const shared = newStream();
      const counts = await Promise.all([
        writeElsewhere(address, 200, shared),
        writeElsewhere(address, 200, shared),
      ]);
      const late = collect(other, before);
      const total = (counts[0] ?? 0) + (counts[1] ?? 0);
      expect(total).toBeGreaterThan(200);
      const all = await readAllAfter(store, before);
      expect(all).toHaveLength(total);
      expect(new Set(idsOf(all)).size).toBe(total);
      expectIncreasing(all);
      await seenAll(early.seen, idsOf(all));
      await seenAll(late.seen, idsOf(all));
      await early.subscription.stop();
      await other.close();
      await quickCommits?.();
    });
  });

  describe("connections that are cut", () => {
    test("subscribers resume where they were, and no acknowledged append is lost or repeated", async () => {
      const { store, cutConnections } = given();
      const before = await store.lastPosition();
      const { seen, subscription } = collect(store, before);
      const written: string[] = [];
      let cuts = 0;
      for (let number = 0; number < 60; number++) {
        const append = records(2);
        written.push(...idsOf(append));
        const appending = appendSurely(store, newStream(), append);
        if (number % 12 === 5) {
          await cutConnections();
          cuts++;
        }
        await appending;
      }
      expect(cuts).toBe(5);
      await seenAll(seen, written);
      const all = await eventually(() => readAllAfter(store, before));
      expect(idsOf(all)).toEqual(written);
      await subscription.stop();
    });

    test("at any moment during many appends: each is written once", async () => {
      const { store, cutConnections } = given();
      const before = await store.lastPosition();
      const appends = Array.from({ length: 200 }, () => ({ stream: newStream(), event: record() }));
      const writing = Promise.all(
        appends.map(({ stream, event }) => appendSurely(store, stream, [event])),
      );
      for (let cut = 0; cut < 3; cut++) await cutConnections();
      await writing;
      const all = await eventually(() => readAllAfter(store, before));
      expect(idsOf(all).toSorted()).toEqual(appends.map(({ event }) => event.id).toSorted());
    });

    test("other calls succeed at once, or report that the store is unavailable", async () => {
      const { store, cutConnections } = given();
      const stream = newStream();
      const { position } = await store.append(stream, "none", [record()]);
      await cutConnections();
      const calls = [() => store.readStream(stream), () => store.lastPosition()];
      for (const call of calls) {
        await eventually(async () => {
          await call().catch((error: unknown) => {
            expect(error).toBeInstanceOf(EventStoreUnavailable);
            throw error;
          });
        });
      }
      expect(await store.lastPosition()).toBe(position);
    });
  });

  describe("a store that hangs", () => {
    test("is reported by every call; everything continues when it answers again", async () => {
      const { store, hang } = given();
      const before = await store.lastPosition();
      const { seen, subscription } = collect(store, before);
      const [first, second] = [record(), record()];
      await store.append(newStream(), "none", [first]);
      await seenAll(seen, [first.id]);
      hang.begin();
      try {
        const calls = [store.readStream(newStream()), store.lastPosition()];
        for (const outcome of await Promise.allSettled(calls)) {
          expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
        }
      } finally {
        hang.end();
      }
      await appendSurely(store, newStream(), [second]);
      await seenAll(seen, [first.id, second.id]);
      await subscription.stop();
    });
  });

  describe("an unavailable store", () => {
    test("is reported by every call; everything continues when it is back", async ({ skip }) => {
      const { store, outage } = given();
      if (outage === undefined) return skip("the test cannot stop this server");
      const before = await store.lastPosition();
      const { seen, subscription } = collect(store, before);
      const [first, second] = [record(), record()];
      await store.append(newStream(), "none", [first]);
      await outage.begin();
      try {
        const refused = newStream();
        const calls = [
          store.append(refused, "none", [record()]),
          store.append(refused, "any", [record()]),
          store.readStream(refused),
          store.lastPosition(),
          store.readAll(before)[Symbol.asyncIterator]().next(),
        ];
        for (const outcome of await Promise.allSettled(calls)) {
          expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
        }
      } finally {
        await outage.end();
      }
      await appendSurely(store, newStream(), [second]);
      await seenAll(seen, [first.id, second.id]);
      await subscription.stop();
    });
  });
}

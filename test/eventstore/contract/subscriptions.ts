/** The contract's rules for subscribers: every event exactly once and in order. */
import { describe, expect, test } from "vitest";
import { limits, type StoredRecord } from "../../../src/eventstore/port.ts";
import { collect, idsOf, newStream, record, records, seenAll, type Given } from "./subject.ts";
import { eventually } from "../../support/eventually.ts";

export function describeSubscriptions(given: Given): void {
  describe("a subscriber", () => {
    test("gets the stored events, then new ones, without a gap", async () => {
      const { store } = given();
      const before = await store.lastPosition();
      const written: string[] = [];
      const write = async (count: number) => {
        for (let number = 0; number < count; number++) {
          const event = record();
          await store.append(newStream(), "none", [event]);
          written.push(event.id);
        }
      };
      await write(20);
      const writing = write(200);
      const { seen, subscription } = collect(store, before);
      await writing;
      await seenAll(seen, written);
      await subscription.stop();
    });

    test("gets the events that another client writes", async () => {
      const { store, another } = given();
      const other = await another();
      const { seen, subscription } = collect(store, await store.lastPosition());
      const written = records(3);
      await other.append(newStream(), "none", written);
      await seenAll(seen, idsOf(written));
      await subscription.stop();
      await other.close();
    });

    test("that starts after a position gets only later events", async () => {
      const { store } = given();
      const { position } = await store.append(newStream(), "none", records(3));
      const { seen, subscription } = collect(store, position);
      const event = record();
      await store.append(newStream(), "none", [event]);
      await seenAll(seen, [event.id]);
      await subscription.stop();
    });

    test("gets one batch at a time, none larger than the bound", async () => {
      const { store } = given();
      const before = await store.lastPosition();
      const written = [records(400), records(400), records(400)];
      for (const append of written) await store.append(newStream(), "none", append);
      let running = 0;
      const batches: (readonly StoredRecord[])[] = [];
      const subscription = store.subscribe(before, async (batch) => {
        expect(++running).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        batches.push(batch);
        running--;
      });
      await eventually(() => expect(batches.flat().length).toBeGreaterThanOrEqual(1_200));
      await subscription.stop();
      expect(idsOf(batches.flat())).toEqual(idsOf(written.flat()));
      for (const { length } of batches) expect(length).toBeLessThanOrEqual(limits.batchEvents);
    });

    test("may write to the store while it handles a batch", async () => {
      const { store } = given();
      const answer = newStream();
      const before = await store.lastPosition();
      await store.append(newStream(), "none", [record()]);
      const subscription = store.subscribe(before, async (batch) => {
        if (batch.some(({ stream }) => stream !== answer)) {
          await store.append(answer, "none", [record()]);
        }
      });
      await eventually(async () => expect(await store.readStream(answer)).toHaveLength(1));
      await subscription.stop();
    });
  });

  describe("stopping a subscription", () => {
    test("waits for the running handler, and delivers nothing after it", async () => {
      const { store } = given();
      const release = Promise.withResolvers<void>();
      const began = Promise.withResolvers<void>();
      const before = await store.lastPosition();
      let calls = 0;
      const subscription = store.subscribe(before, async () => {
        calls++;
        began.resolve();
        await release.promise;
      });
      await store.append(newStream(), "none", [record()]);
      await began.promise;
      await store.append(newStream(), "none", [record()]);
      let stopped = false;
      const stopping = subscription.stop().then(() => (stopped = true));
      const witness = collect(store, before);
      await eventually(() => expect(witness.seen).toHaveLength(2));
      expect(stopped).toBe(false);
      release.resolve();
      await stopping;
      await subscription.finished;
      await subscription.stop();
      await store.append(newStream(), "none", [record()]);
      await eventually(() => expect(witness.seen).toHaveLength(3));
      expect(calls).toBe(1);
      await witness.subscription.stop();
    });

    test("ends it at once if no handler runs", async () => {
      const { store } = given();
      const { subscription } = collect(store, await store.lastPosition());
      await subscription.stop();
      await expect(subscription.finished).resolves.toBeUndefined();
    });
  });

  describe("a handler that fails", () => {
    test("ends only its own subscription, with its own error", async () => {
      const { store } = given();
      const before = await store.lastPosition();
      const failure = new Error("cannot be applied");
      let calls = 0;
      const failing = store.subscribe(before, async () => {
        calls++;
        throw failure;
      });
      const { seen, subscription } = collect(store, before);
      await store.append(newStream(), "none", [record()]);
      await expect(failing.finished).rejects.toBe(failure);
      await store.append(newStream(), "none", [record()]);
      await eventually(() => expect(seen).toHaveLength(2));
      expect(calls).toBe(1);
      await failing.stop();
      await subscription.stop();
    });
  });
}

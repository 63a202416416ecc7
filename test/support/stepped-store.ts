/**
 * An event store in memory whose every answer waits for the test's scheduler, so that a test chooses their
 * order. Its answers may fail, and its positions have gaps.
 */
import type * as fc from "fast-check";
import { EventStoreUnavailable } from "../../src/eventstore/errors.ts";
import type {
  BatchHandler,
  EventStore,
  Position,
  StoredRecord,
  Subscription,
} from "../../src/eventstore/port.ts";

export type StepFailure = "end" | "read" | "subscription";

export interface SteppedStore extends Pick<EventStore, "lastPosition" | "readAll" | "subscribe"> {
  readonly records: readonly StoredRecord[];
  /** Adds a record for each gap, so many positions after the one before. */
  add(...gaps: readonly number[]): void;
  /** Lets the next answer of this kind fail. */
  failNext(failure: StepFailure): void;
  /** How many subscriptions run. */
  running(): number;
  /** How many subscriptions were started. */
  started(): number;
  /** How often `readAll` was called. */
  reads(): number;
}

/** @param step resolves when the scheduler chooses so */
export function steppedStore(step: (label: string) => Promise<unknown>): SteppedStore {
  const records: StoredRecord[] = [];
  const failing = new Set<StepFailure>();
  const wakers = new Set<() => void>();
  let running = 0;
  let started = 0;
  let reads = 0;

  function wake(): void {
    for (const waker of wakers) waker();
  }

  async function answer(kind: StepFailure, error: Error): Promise<void> {
    await step(kind);
    if (failing.delete(kind)) throw error;
  }

  const after = (position: Position, size: number): readonly StoredRecord[] =>
    records.filter((record) => record.position > position).slice(0, size);

  async function follow(from: Position, handler: BatchHandler, signal: AbortSignal): Promise<void> {
    let position = from;
    while (!signal.aborted) {
      await answer("subscription", new Error("the subscription was dropped"));
      // Batches of different sizes, from 1 to 3.
      const batch = after(position, 1 + (records.length % 3));
      const last = batch.at(-1);
      if (signal.aborted) return;
      if (last !== undefined) {
        await handler(batch);
        position = last.position;
        continue;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      wakers.add(resolve);
      signal.addEventListener("abort", () => resolve());
      await promise;
      wakers.delete(resolve);
    }
  }

  return {
    records,
    add(...gaps) {
      for (const gap of gaps) {
        const number = records.length;
        const position = (records.at(-1)?.position ?? 0n) + BigInt(gap);
        const texts = { id: `${number}`, type: "Added", data: "x".repeat(gap), metadata: "" };
        records.push({ ...texts, stream: "stream", revision: number, position });
      }
      wake();
    },
    failNext(failure) {
      failing.add(failure);
      wake();
    },
    running: () => running,
    started: () => started,
    reads: () => reads,

    async lastPosition() {
      await answer("end", new EventStoreUnavailable("away"));
      return records.at(-1)?.position ?? 0n;
    },

    async *readAll(from) {
      reads += 1;
      let position = from;
      for (;;) {
        await answer("read", new EventStoreUnavailable("away"));
        const batch = after(position, 2);
        const last = batch.at(-1);
        if (last === undefined) return;
        yield batch;
        position = last.position;
      }
    },

    subscribe(from, handler): Subscription {
      const stopping = new AbortController();
      running += 1;
      started += 1;
      const finished = follow(from, handler, stopping.signal).finally(() => (running -= 1));
      return {
        finished,
        async stop() {
          stopping.abort();
          await finished.catch(() => undefined);
        },
      };
    },
  };
}

/** Waits for the scheduler's choice, under a name that its report shows. */
export function stepsOf(scheduler: fc.Scheduler): (label: string) => Promise<unknown> {
  return (label) => scheduler.schedule(Promise.resolve(), label);
}

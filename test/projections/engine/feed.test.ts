/** The feed: one subscription for all who follow, while somebody does, and what it says when that fails. */
import { setImmediate as flush } from "node:timers/promises";
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Codec, RecordedEvent } from "../../../src/eventstore/codec.ts";
import type { EventStore, Subscription } from "../../../src/eventstore/port.ts";
import { createFeed, type Feed } from "../../../src/projections/engine/feed.ts";
import { type SteppedStore, steppedStore } from "../../support/stepped-store.ts";

const decode = vi.fn<Codec["decode"]>(async (records) => records as unknown as RecordedEvent[]);
let store: SteppedStore;
let feed: Feed;
let said: { readonly level: number; readonly msg: string }[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  decode.mockClear();
  said = [];
  const write = (line: string) => said.push(JSON.parse(line));
  store = steppedStore(async () => undefined);
  store.add(1, 1, 1);
  feed = createFeed({
    store: store as Partial<EventStore> as EventStore,
    codec: { decode } as Partial<Codec> as Codec,
    log: pino({ level: "info" }, { write }),
    bounds: { records: 3, bytes: 1_000_000 },
  });
});

afterEach(() => void vi.useRealTimers());

interface Follower extends Subscription {
  readonly seen: number[];
}

function follow(after: bigint, until: Promise<void> = Promise.resolve()): Follower {
  const seen: number[] = [];
  const subscription = feed.follow(after, async ({ records, decoded }) => {
    await until;
    await decoded();
    seen.push(...records.map(({ position }) => Number(position)));
  });
  return { ...subscription, seen };
}

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await flush();
}

test("all follow one subscription, which begins at the end; who is behind reads up to there", async () => {
  const followers = [follow(3n), follow(3n), follow(1n)];
  await settle();
  store.add(1);
  await settle();
  expect(followers.map(({ seen }) => seen)).toEqual([[4], [4], [2, 3, 4]]);
  expect([store.started(), store.reads()]).toEqual([1, 1]);
  // Once for the follower that was behind, once for all.
  expect(decode.mock.calls.map(([records]) => records.length)).toEqual([2, 1]);
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(store.running()).toBe(0);
});

test("without a follower nothing is read, and the next one begins anew", async () => {
  store.add(1);
  expect(store.started()).toBe(0);
  const first = follow(4n);
  await settle();
  await first.stop();
  expect([store.started(), store.running()]).toEqual([1, 0]);
  store.add(1, 1);
  const second = follow(5n);
  await settle();
  expect([first.seen, second.seen]).toEqual([[], [6]]);
  expect([store.started(), store.running()]).toEqual([2, 1]);
  await second.stop();
});

test("a follower whose handler takes long holds up nobody, and reads by itself what it missed", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = follow(3n, promise);
  const quick = follow(3n);
  await settle();
  for (let count = 0; count < 6; count += 1) {
    store.add(1);
    await settle();
  }
  expect(quick.seen).toEqual([4, 5, 6, 7, 8, 9]);
  expect([slow.seen, store.reads()]).toEqual([[], 0]);
  resolve();
  await settle();
  expect(slow.seen).toEqual(quick.seen);
  expect(store.reads()).toBe(1);
  store.add(1);
  await settle();
  expect([slow.seen.at(-1), store.reads(), store.started()]).toEqual([10, 1, 1]);
  await Promise.all([slow.stop(), quick.stop()]);
});

test("a subscription that fails is replaced from where it was, and logged once for all followers", async () => {
  const followers = [follow(3n), follow(3n)];
  await settle();
  for (let count = 0; count < 3; count += 1) {
    store.failNext("subscription");
    await settle();
    await vi.advanceTimersByTimeAsync(500);
  }
  store.add(1);
  await settle();
  expect(followers.map(({ seen }) => seen)).toEqual([[4], [4]]);
  expect(said.map(({ level, msg }) => [level, msg])).toEqual([
    [40, "the subscription to the event store was interrupted; will try again"],
    [30, "the subscription to the event store works again"],
  ]);
  await Promise.all(followers.map((follower) => follower.stop()));
});

test("an event store that is away is waited for without a word: the store watch reports it", async () => {
  store.failNext("end");
  const follower = follow(0n);
  await settle();
  store.failNext("read");
  await vi.advanceTimersByTimeAsync(500);
  await settle();
  expect(follower.seen).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  await settle();
  expect(follower.seen).toEqual([1, 2, 3]);
  expect(said).toEqual([]);
  await follower.stop();
});

/**
 * Every follower of the feed sees exactly the records after its start, in order and without a gap, whatever
 * happens to the others: compared with a plain list, under random appends, speeds, starts, stops and failures.
 */
import * as fc from "fast-check";
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Codec, RecordedEvent } from "../../../src/eventstore/codec.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import type { EventStore, Position, Subscription } from "../../../src/eventstore/port.ts";
import { createFeed, type Feed } from "../../../src/projections/engine/feed.ts";
import type { Batch, TailBounds } from "../../../src/projections/engine/tail.ts";
import { effort } from "../../support/effort.ts";
import {
  type StepFailure,
  type SteppedStore,
  steppedStore,
  stepsOf,
} from "../../support/stepped-store.ts";

const failures: readonly StepFailure[] = ["end", "read", "subscription"];

type Action =
  | { readonly kind: "append"; readonly gaps: readonly number[] }
  /** Begins after this part of the log; above 1, beyond its end. */
  | { readonly kind: "follow"; readonly at: number; readonly slowness: number }
  | { readonly kind: "stop" | "fail" | "freeze"; readonly which: number }
  | { readonly kind: "break"; readonly what: StepFailure | "decoding" }
  | { readonly kind: "run"; readonly steps: number };

/** Few, so that at times there are none. */
const maxAlive = 3;
const which = fc.nat({ max: maxAlive - 1 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      gaps: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("follow" as const),
      at: fc.constantFrom(0, 0.4, 0.8, 0.9, 0.95, 1, 1, 1.1),
      slowness: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom("stop", "stop", "fail", "freeze"), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("break" as const),
      what: fc.constantFrom(...failures, "decoding" as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("run" as const), steps: fc.nat({ max: 8 }) }),
  },
);

const bounds: fc.Arbitrary<TailBounds> = fc.record({
  records: fc.integer({ min: 1, max: 12 }),
  bytes: fc.integer({ min: 20, max: 400 }),
});

/** One follower, and what the model says of it. */
interface Followed {
  readonly start: Position;
  readonly seen: Position[];
  readonly subscription: Subscription;
  error: Error | undefined;
  ending: "stopped" | "failed" | undefined;
  isFailing: boolean;
  /** Holds its next batch until this resolves. */
  frozen: PromiseWithResolvers<void> | undefined;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Lets all that is ready run. */
const flush = () => new Promise((resolve) => setImmediate(resolve));

class World {
  readonly store: SteppedStore;
  readonly followed: Followed[] = [];
  readonly #scheduler: fc.Scheduler;
  readonly #step: (label: string) => Promise<unknown>;
  readonly #feed: Feed;
  /** Assertions that failed in handlers. */
  readonly #violations: unknown[] = [];
  #breaksDecoding = false;

  constructor(scheduler: fc.Scheduler, limits: TailBounds) {
    this.#scheduler = scheduler;
    this.#step = stepsOf(scheduler);
    this.store = steppedStore(this.#step);
    const codec = {
      decode: async (records) => {
        await this.#step("decode");
        if (this.#breaksDecoding) {
          this.#breaksDecoding = false;
          throw new EventStoreUnavailable("the keys are away");
        }
        return records.map(({ position }) => ({ position }) as RecordedEvent);
      },
    } as Codec;
    const store = this.store as unknown as EventStore;
    const log = pino({ level: "silent" });
    this.#feed = createFeed({ store, codec, log, bounds: limits });
  }

  /** Those that have neither stopped nor failed. */
  get alive(): readonly Followed[] {
    return this.followed.filter(({ ending }) => ending === undefined);
  }

  do(step: Action): Promise<void> | void {
    if ("which" in step) return this.#interfere(step);
    switch (step.kind) {
      case "append":
        return this.store.add(...step.gaps);
      case "follow":
        return this.#follow(step.at, step.slowness);
      case "break":
        if (step.what === "decoding") this.#breaksDecoding = true;
        else this.store.failNext(step.what);
        return undefined;
      case "run":
        return this.run(step.steps);
    }
  }

  #interfere(step: Extract<Action, { readonly which: number }>): void {
    const chosen = this.alive[step.which % Math.max(1, this.alive.length)];
    if (chosen === undefined) return;
    if (step.kind === "fail") chosen.isFailing = true;
    if (step.kind === "freeze") chosen.frozen ??= Promise.withResolvers();
    if (step.kind === "stop") {
      chosen.ending = "stopped";
      void chosen.subscription.stop();
    }
  }

  #follow(at: number, slowness: number): void {
    if (this.alive.length === maxAlive) return;
    const { records } = this.store;
    const end = records.at(-1)?.position ?? 0n;
    const start = at > 1 ? end + 5n : (records[Math.ceil(records.length * at) - 1]?.position ?? 0n);
    let isBusy = false;
    const handle = async ({ records: batch, decoded }: Batch): Promise<void> => {
      try {
        expect(isBusy, "one batch at a time").toBe(false);
        expect(follower.ending, "nothing after the end").toBeUndefined();
        isBusy = true;
        await follower.frozen?.promise;
        for (let step = 0; step < slowness; step += 1) await this.#step("handle");
        const events = await decoded();
        expect(events.map(({ position }) => position)).toEqual(batch.map((each) => each.position));
        if (follower.isFailing) throw new EventStoreUnavailable("the handler's own error");
        follower.seen.push(...batch.map(({ position }) => position));
      } catch (error) {
        if (!(error instanceof EventStoreUnavailable)) this.#violations.push(error);
        follower.error = error as Error;
        follower.ending ??= "failed";
        throw error;
      } finally {
        isBusy = false;
      }
    };
    const follower: Followed = {
      start,
      seen: [],
      subscription: this.#feed.follow(start, handle),
      error: undefined,
      ending: undefined,
      isFailing: false,
      frozen: undefined,
    };
    // A test that ends early awaits it later or never.
    follower.subscription.finished.catch(() => undefined);
    this.followed.push(follower);
  }

  /** Takes so many steps in the scheduler's order; time passes only when nothing else is left. */
  async run(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      await flush();
      if (this.#scheduler.count() > 0) await this.#scheduler.waitOne();
      else await vi.advanceTimersByTimeAsync(500);
      this.check();
    }
  }

  expected({ start }: Followed): Position[] {
    return this.store.records.map(({ position }) => position).filter((each) => each > start);
  }

  check(): void {
    expect(this.#violations).toEqual([]);
    expect(this.store.running()).toBeLessThanOrEqual(1);
    for (const follower of this.followed) {
      expect(follower.seen).toEqual(this.expected(follower).slice(0, follower.seen.length));
    }
  }

  /** Runs until each of them has seen everything. */
  async settle(followers: () => readonly Followed[]): Promise<void> {
    const isDone = () =>
      followers().every((each) => each.seen.length === this.expected(each).length);
    for (let rounds = 0; !isDone() && rounds < 500; rounds += 1) await this.run(10);
    for (const follower of followers()) expect(follower.seen).toEqual(this.expected(follower));
  }

  async end(): Promise<void> {
    const stopping = new Set<Followed>(this.followed);
    for (const follower of this.followed) {
      void follower.subscription.stop().then(() => stopping.delete(follower));
    }
    for (const follower of this.alive) follower.ending = "stopped";
    for (let rounds = 0; stopping.size + this.store.running() > 0 && rounds < 500; rounds += 1) {
      await this.run(1);
    }
    expect([stopping.size, this.store.running()]).toEqual([0, 0]);
    for (const { subscription, error } of this.followed) {
      const outcome = await subscription.finished.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(outcome).toBe(error);
    }
  }
}

test("each follower sees exactly the records after its start, in order, without gap or repetition", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      bounds,
      fc.array(action, { minLength: 20, maxLength: 120, size: "max" }),
      async (scheduler, limits, actions) => {
        const world = new World(scheduler, limits);
        for (const each of actions) await world.do(each);
        // Those that wait in a handler hold up nobody.
        await world.settle(() => world.alive.filter(({ frozen }) => frozen === undefined));
        for (const { frozen } of world.followed) frozen?.resolve();
        await world.settle(() => world.alive);
        await world.end();
        world.check();
      },
    ),
    { numRuns: effort(100, 3_000) },
  );
});

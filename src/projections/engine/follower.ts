/**
 * Hands one follower the events after its position: from the tail while that holds them; while the follower
 * is further behind, it reads the event store by itself.
 */
import type { Codec } from "../../eventstore/codec.ts";
import { EventStoreUnavailable } from "../../eventstore/errors.ts";
import type { EventStore, Position, StoredRecord, Subscription } from "../../eventstore/port.ts";
import { createSleeper } from "../../platform/sleeper.ts";
import type { Batch, Tail } from "./tail.ts";

/** The next batch waits until it has returned. */
export type FollowerHandler = (batch: Batch) => Promise<void>;

export interface Follower extends Subscription {
  /** What it has handled. */
  readonly position: () => Position;
  /** Says that there may be more in the tail. */
  readonly wake: () => void;
}

/** Says when a follower takes what the tail has. */
export interface Pace {
  readonly due: () => Promise<void>;
  /** Ends the pause. */
  readonly hurry: () => void;
}

interface FollowerParts {
  readonly store: EventStore;
  readonly codec: Codec;
  /** Undefined until the end of the event store is known. */
  readonly tail: () => Tail | undefined;
  /** Called after each batch. */
  readonly onHandled: () => void;
  /** Without one it takes everything at once. */
  readonly pace?: Pace | undefined;
}

const retryMilliseconds = 500;

export function startFollower(
  { store, codec, tail, onHandled, pace }: FollowerParts,
  after: Position,
  handler: FollowerHandler,
): Follower {
  const sleeper = createSleeper();
  const stopping = new AbortController();
  const { signal } = stopping;
  let position = after;

  async function run(): Promise<void> {
    // The handler is called only after the caller has the follower.
    await Promise.resolve();
    while (!signal.aborted) {
      const current = tail();
      if (current !== undefined && !current.holds(position)) {
        await catchUp(current);
        continue;
      }
      const batch = current?.after(position);
      if (current === undefined || batch === undefined) await sleeper.sleep();
      else if (pace === undefined || isFull(batch, current)) await handle(batch);
      else await handleWhenDue(pace, current);
    }
  }

  /** Takes also what has come meanwhile. */
  async function handleWhenDue({ due }: Pace, current: Tail): Promise<void> {
    await due();
    if (signal.aborted || !current.holds(position)) return;
    const batch = current.after(position);
    if (batch !== undefined) await handle(batch);
  }

  async function handle(batch: Batch): Promise<void> {
    await handler(batch);
    position = batch.records.at(-1)?.position ?? position;
    onHandled();
  }

  /** Reads by itself until the tail holds what follows. */
  async function catchUp(current: Tail): Promise<void> {
    const before = position;
    const batches = store.readAll(position)[Symbol.asyncIterator]();
    try {
      while (!signal.aborted && !current.holds(position)) {
        const records = await nextOf(batches);
        if (records === undefined || signal.aborted) break;
        await handle({ records, decoded: () => codec.decode(records) });
      }
    } finally {
      await batches.return?.();
    }
    if (position === before && !signal.aborted) await sleeper.sleep(retryMilliseconds);
  }

  const finished = run();
  return {
    finished,
    position: () => position,
    wake: sleeper.wake,
    async stop() {
      stopping.abort();
      sleeper.wake();
      pace?.hurry();
      await finished.catch(() => undefined);
    },
  };
}

/** Does the tail have even more? */
function isFull({ records }: Batch, tail: Tail): boolean {
  return (records.at(-1)?.position ?? 0n) < tail.head();
}

/** The next records; undefined at the end, and when the event store cannot be reached. */
async function nextOf(batches: AsyncIterator<readonly StoredRecord[]>) {
  try {
    const { value, done } = await batches.next();
    return done === true ? undefined : value;
  } catch (error) {
    if (error instanceof EventStoreUnavailable) return undefined;
    throw error;
  }
}

/** The subscription: reads on when woken, and polls: often while no notifications are heard. */
import type { Pool } from "pg";
import { createSleeper } from "../../platform/sleeper.ts";
import { EventStoreUnavailable } from "../errors.ts";
import {
  limits,
  type BatchHandler,
  type Position,
  type StoredRecord,
  type Subscription,
} from "../port.ts";
import { allAfter } from "./reads.ts";

const pollMs = 500;
/** Only for what is written without a notification. */
const heardPollMs = 5_000;
const firstPauseMs = 50;
const longestPauseMs = 2_000;

export interface Follower extends Subscription {
  /** Says that there may be new events, up to a position if it is known. */
  wake(to?: Position): void;
}

/** @param isHeard is it woken for every commit? */
export function follow(
  pool: Pool,
  after: Position,
  handler: BatchHandler,
  isHeard: () => boolean,
): Follower {
  let position = after;
  let failures = 0;
  const stopping = new AbortController();
  const { signal } = stopping;
  const { sleep, wake } = createSleeper();

  /** The next batch; undefined at the end, and when the server cannot be reached. */
  async function nextOf(batches: AsyncGenerator<readonly StoredRecord[], void>) {
    try {
      const { value } = await batches.next();
      failures = 0;
      return value ?? undefined;
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      failures++;
      return undefined;
    }
  }

  async function readOn(): Promise<void> {
    const batches = allAfter(pool, position, limits.batchEvents);
    for (;;) {
      const batch = await nextOf(batches);
      const last = batch?.at(-1);
      if (batch === undefined || last === undefined || signal.aborted) return;
      await handler(batch);
      position = last.position;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await readOn();
      if (signal.aborted) return;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      const quietMs = isHeard() ? heardPollMs : pollMs;
      await sleep(failures === 0 ? quietMs : pauseMs);
    }
  }

  const finished = run();
  return {
    finished,
    wake(to) {
      if (to === undefined || to > position) wake();
    },
    async stop() {
      stopping.abort();
      wake();
      await finished.catch(() => undefined);
    },
  };
}

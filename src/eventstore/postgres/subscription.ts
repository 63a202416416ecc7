/**
 * The subscription: takes what this process has written from memory, reads the rest when woken, and polls:
 * often while no notifications are heard.
 */
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
import { createOffered } from "./offered.ts";
import { allAfter } from "./reads.ts";

const pollMs = 500;
/** Only for what is written without a notification. */
const heardPollMs = 10_000;
const firstPauseMs = 50;
const longestPauseMs = 2_000;

export interface Follower extends Subscription {
  /** Says that there may be new events, up to a position if it is known. */
  readonly wake: (to?: Position) => void;
  /** Says which events were written, so that they need not be read. */
  readonly offer: (records: readonly StoredRecord[]) => void;
}

/** @param isHeard is it woken for every commit? */
export function follow(
  pool: Pool,
  after: Position,
  handler: BatchHandler,
  isHeard: () => boolean,
): Follower {
  let position = after;
  /** Up to where there may be events; undefined if nobody knows. */
  let told: Position | undefined;
  let failures = 0;
  const offered = createOffered();
  const stopping = new AbortController();
  const { signal } = stopping;
  const { sleep, wake } = createSleeper();

  async function handle(batch: readonly StoredRecord[]): Promise<void> {
    await handler(batch);
    position = batch.at(-1)?.position ?? position;
  }

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
      if (batch === undefined || batch.length === 0 || signal.aborted) return;
      await handle(batch);
    }
  }

  async function takeOffered(): Promise<void> {
    for (;;) {
      const batch = offered.after(position);
      if (batch.length === 0 || signal.aborted) return;
      await handle(batch);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await takeOffered();
      const isBehind = told === undefined || told > position;
      told = position;
      if (isBehind) await readOn();
      if (failures > 0) told = undefined;
      if (signal.aborted) return;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      const quietMs = isHeard() ? heardPollMs : pollMs;
      if (!(await sleep(failures === 0 ? quietMs : pauseMs))) told = undefined;
    }
  }

  function tell(to: Position | undefined): void {
    if (to !== undefined && to <= position) return;
    // What is unknown stays so until it has been read.
    if (to === undefined || (told !== undefined && to > told)) told = to;
    wake();
  }

  const finished = run();
  return {
    finished,
    wake: tell,
    offer(records) {
      offered.add(records);
      tell(records.at(-1)?.position ?? position);
    },
    async stop() {
      stopping.abort();
      wake();
      await finished.catch(() => undefined);
    },
  };
}

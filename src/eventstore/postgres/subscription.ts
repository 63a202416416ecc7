/** The subscription: reads on when woken, and polls in case a notification is lost. */
import type { Pool } from "pg";
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
const firstPauseMs = 50;
const longestPauseMs = 2_000;

export interface Follower extends Subscription {
  /** Says that there may be new events, up to a position if it is known. */
  wake(to?: Position): void;
}

export function follow(pool: Pool, after: Position, handler: BatchHandler): Follower {
  let position = after;
  let failures = 0;
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = false;
  let resume: () => void = () => undefined;

  function wake(): void {
    woken = true;
    resume();
  }

  /** Waits until woken, at most for a time; not at all if woken since the last rest. */
  async function rest(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    if (!woken) {
      await new Promise<void>((resolve) => {
        resume = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
    }
    clearTimeout(timer);
    woken = false;
  }

  /** The next batch; undefined at the end, and when the server cannot be reached. */
  async function nextOf(
    batches: AsyncGenerator<readonly StoredRecord[], void>,
  ): Promise<readonly StoredRecord[] | undefined> {
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
      await rest(failures === 0 ? pollMs : pauseMs);
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

/** The subscription. After a lost connection it resumes where it was. */
import { setTimeout as delay } from "node:timers/promises";
import { EventStoreUnavailable } from "../errors.ts";
import { limits, type BatchHandler, type Position, type Subscription } from "../port.ts";
import type { Answer } from "./answers.ts";
import type { OpenClient } from "./client.ts";
import { openForwards } from "./open.ts";
import { laterPosition, recordsOf } from "./records.ts";
import type { Source } from "./source.ts";

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/** Doubles with each consecutive failure; random, so that many instances do not reconnect at once. */
function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.5 + Math.random() / 2);
}

export function subscribe(
  opened: OpenClient,
  after: Position,
  handler: BatchHandler,
): Subscription {
  const stopping = new AbortController();
  let position = after;
  let failures = 0;

  /** The next answers; none when the connection is lost or the server ends the subscription. */
  async function nextOf(source: Source<Answer>) {
    try {
      return await source.next(limits.batchEvents);
    } catch (error) {
      if (error instanceof EventStoreUnavailable) return [];
      throw error;
    }
  }

  /** Handles one connection's events until it is lost or the subscription is stopped. */
  async function follow(source: Source<Answer>): Promise<void> {
    for (;;) {
      const answers = await nextOf(source);
      const last = answers.at(-1);
      if (last === undefined || stopping.signal.aborted) return;
      failures = 0;
      const records = recordsOf(answers, position);
      if (records.length > 0) await handler(records);
      position = laterPosition(position, last.position);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const source = openForwards(opened, position);
      const close = () => source.close();
      stopping.signal.addEventListener("abort", close, { once: true });
      try {
        await follow(source);
      } finally {
        stopping.signal.removeEventListener("abort", close);
        source.close();
      }
      await delay(pauseMs(failures++), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  }

  const finished = run();
  return {
    finished,
    async stop() {
      stopping.abort();
      await finished.catch(() => undefined);
    },
  };
}

/** Hears of commits, also those of other processes: one connection that listens, opened again when lost. */
import { setTimeout as delay } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import type { Position } from "../port.ts";

const pauseMs = 500;

/**
 * @param heard called with the position up to which there are events now, and with none after each
 *   connection, because what was notified while there was no connection is lost
 */
export function listen(
  connection: ClientConfig,
  heard: (position?: Position) => void,
): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;

  async function listenOnce(): Promise<void> {
    const client = new Client(connection);
    const lost = Promise.withResolvers<void>();
    const end = () => lost.resolve();
    client.on("error", end);
    client.on("end", end);
    client.on("notification", ({ payload }) => heard(payload ? BigInt(payload) : undefined));
    signal.addEventListener("abort", end, { once: true });
    try {
      await client.connect();
      await client.query("listen muster_events");
      heard();
      await lost.promise;
    } finally {
      signal.removeEventListener("abort", end);
      client.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      // Until it is back, subscriptions find new events by polling.
      await listenOnce().catch(() => undefined);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** Listens for commits of all processes, on one connection that is reopened when lost. */
import { setTimeout as delay } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import type { Position } from "../port.ts";

const pauseMs = 500;

/**
 * @param onCommit called with the position of the last event, and without one after each connection,
 *   because notifications sent while there was none are lost
 */
export function listen(
  connection: ClientConfig,
  onCommit: (position?: Position) => void,
): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;

  async function listenOnce(): Promise<void> {
    const client = new Client(connection);
    const lost = Promise.withResolvers<void>();
    const end = () => lost.resolve();
    client.on("error", end);
    client.on("end", end);
    client.on("notification", ({ payload }) => onCommit(payload ? BigInt(payload) : undefined));
    signal.addEventListener("abort", end, { once: true });
    try {
      await client.connect();
      await client.query("listen muster_events");
      onCommit();
      await lost.promise;
    } finally {
      signal.removeEventListener("abort", end);
      client.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      // Until the connection is back, subscriptions find new events by polling.
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

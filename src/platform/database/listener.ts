/**
 * Hears PostgreSQL's notifications for a whole process, on one connection that is reopened when lost
 * (docs/decisions/0032-one-reader-one-listener.md).
 */
import { setTimeout as delay } from "node:timers/promises";
import type { ClientBase, ClientConfig } from "pg";
import { beginSession } from "./session.ts";
import { WatchedClient } from "./watched-client.ts";

/** Who hears a channel. */
interface Hearer {
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  /**
   * Called each time it begins to listen: notifications sent before that are lost. If it fails, the
   * connection is closed and opened again.
   */
  readonly onOpen?: (client: ClientBase) => Promise<void> | void;
  /** Called when the connection is lost. */
  readonly onLost?: () => void;
}

export type Listener = ReturnType<typeof createListener>;

const pauseMilliseconds = 500;

/** It connects when the first hearer comes. */
export function createListener(connection: ClientConfig) {
  const hearers = new Map<Hearer, PromiseWithResolvers<void>>();
  const closing = new AbortController();
  const { signal } = closing;
  let current: WatchedClient | undefined;
  let isOpen = false;
  let running: Promise<void> | undefined;

  return {
    /** Resolves once it listens. Rejects if the first try fails; it goes on trying until `close`. */
    hear(hearer: Hearer): Promise<void> {
      const begun = Promise.withResolvers<void>();
      hearers.set(hearer, begun);
      if (current !== undefined) {
        const client = current;
        begin(client, hearer).catch(() => client.end());
      }
      running ??= run();
      return begun.promise;
    },

    /** Stops hearing. */
    leave: (hearer: Hearer) => void hearers.delete(hearer),

    /** Are all notifications heard? */
    isOpen: () => isOpen,

    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await listenOnce().catch(() => undefined);
      await delay(pauseMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  async function listenOnce(): Promise<void> {
    const client = new WatchedClient({
      ...connection,
      application_name: "muster listener",
      pipeline: true,
    });
    const lost = Promise.withResolvers<void>();
    const lose = (): void => lost.resolve();
    client.on("end", lose);
    client.on("notification", ({ channel, payload = "" }) => {
      for (const hearer of hearers.keys()) {
        if (hearer.channel === channel) hearer.onNotification(payload);
      }
    });
    signal.addEventListener("abort", lose, { once: true });
    try {
      await client.connect();
      await beginSession(client);
      current = client;
      await Promise.all([...hearers.keys()].map((hearer) => begin(client, hearer)));
      isOpen = true;
      await lost.promise;
    } catch (error) {
      for (const begun of hearers.values()) begun.reject(error);
    } finally {
      current = undefined;
      isOpen = false;
      signal.removeEventListener("abort", lose);
      for (const hearer of hearers.keys()) hearer.onLost?.();
      const ended = client.end().catch(() => undefined);
      // Whoever closes it may rely on its locks being free.
      if (signal.aborted) await ended;
    }
  }

  async function begin(client: WatchedClient, hearer: Hearer): Promise<void> {
    try {
      await client.query(`listen ${hearer.channel}`);
      await hearer.onOpen?.(client);
      hearers.get(hearer)?.resolve();
    } catch (error) {
      hearers.get(hearer)?.reject(error);
      throw error;
    }
  }
}

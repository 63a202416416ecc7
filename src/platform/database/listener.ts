/**
 * Hears PostgreSQL's notifications for a whole process, on one connection that is reopened when lost
 * (docs/decisions/0032-one-reader-one-listener.md).
 */
import { setTimeout as delay } from "node:timers/promises";
import { Client, type ClientBase, type ClientConfig } from "pg";

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
/** A connection that died without a word is noticed within twice this time. */
const checkMilliseconds = 10_000;

/** It connects when the first hearer comes. */
export function createListener(connection: ClientConfig) {
  const hearers = new Map<Hearer, PromiseWithResolvers<void>>();
  const closing = new AbortController();
  const { signal } = closing;
  let current: Client | undefined;
  let isOpen = false;
  let running: Promise<void> | undefined;

  return {
    /** Resolves once it listens. Rejects if the first try fails; it goes on trying until `close`. */
    hear(hearer: Hearer): Promise<void> {
      const begun = Promise.withResolvers<void>();
      hearers.set(hearer, begun);
      if (current !== undefined) void begin(current, hearer).catch(() => current?.end());
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
    const client = new Client({
      ...connection,
      application_name: "muster listener",
      pipeline: true,
    });
    const lost = Promise.withResolvers<void>();
    const end = (): void => lost.resolve();
    client.on("error", end);
    client.on("end", end);
    client.on("notification", ({ channel, payload = "" }) => {
      for (const hearer of hearers.keys()) {
        if (hearer.channel === channel) hearer.onNotification(payload);
      }
    });
    signal.addEventListener("abort", end, { once: true });
    const checking = setInterval(() => check(client, end), checkMilliseconds);
    try {
      await client.connect();
      current = client;
      await Promise.all([...hearers.keys()].map((hearer) => begin(client, hearer)));
      isOpen = true;
      await lost.promise;
    } catch (error) {
      for (const begun of hearers.values()) begun.reject(error);
    } finally {
      current = undefined;
      isOpen = false;
      clearInterval(checking);
      signal.removeEventListener("abort", end);
      for (const hearer of hearers.keys()) hearer.onLost?.();
      const ended = client.end().catch(() => undefined);
      // Whoever closes it may rely on its locks being free.
      if (signal.aborted) await ended;
    }
  }

  async function begin(client: Client, hearer: Hearer): Promise<void> {
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

function check(client: Client, onDead: () => void): void {
  const dead = setTimeout(onDead, checkMilliseconds);
  const alive = (): void => clearTimeout(dead);
  client.query("select 1").then(alive, alive);
}

/**
 * Hears PostgreSQL's notifications for a whole process, on one connection that is reopened when lost
 * (docs/decisions/0032-one-reader-one-listener.md).
 */
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { inTime } from "../in-time.ts";
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
const endMilliseconds = 1_000;

/**
 * It connects when the first hearer comes.
 * @param checkEvery only tests pass another
 */
export function createListener(connection: ClientConfig, checkEvery = checkMilliseconds) {
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
      if (current !== undefined) {
        const client = current;
        begin(client, hearer).catch(() => end(client));
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
    const client = new Client({
      ...connection,
      application_name: "muster listener",
      pipeline: true,
    });
    const lost = Promise.withResolvers<void>();
    const lose = (): void => lost.resolve();
    client.on("error", lose);
    client.on("end", lose);
    client.on("notification", ({ channel, payload = "" }) => {
      for (const hearer of hearers.keys()) {
        if (hearer.channel === channel) hearer.onNotification(payload);
      }
    });
    signal.addEventListener("abort", lose, { once: true });
    const checking = setInterval(() => check(client, checkEvery, lose), checkEvery);
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
      signal.removeEventListener("abort", lose);
      for (const hearer of hearers.keys()) hearer.onLost?.();
      const ended = end(client);
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

/** One that is silent never ends by itself: it waits for the answer to its last query. */
async function end(client: Client): Promise<void> {
  const ending = client.end().then(
    () => true,
    () => true,
  );
  if (await inTime(endMilliseconds, ending)) return;
  // pg's types lack it.
  (
    client as unknown as { readonly connection: { readonly stream: Duplex } }
  ).connection.stream.destroy();
}

function check(client: Client, milliseconds: number, onDead: () => void): void {
  const dead = setTimeout(onDead, milliseconds);
  const alive = (): void => clearTimeout(dead);
  client.query("select 1").then(alive, alive);
}

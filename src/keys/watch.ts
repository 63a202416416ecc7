/**
 * The key watch: one database connection per process, for as long as it runs. On it the process hears
 * whose key was destroyed, and its lock shows that the process uses the master key. While the connection
 * is down, no person key is cached.
 */
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { clientConfig, type Connection } from "../platform/database/pool.ts";
import { StartupError } from "../platform/startup-error.ts";
import { type ErasablePersonKeys, personKeysChannel } from "./person-keys.ts";

const pauseMilliseconds = 500;

/** Processes that use the master key share this lock; a rotation needs it exclusively. */
export const masterKeyLock = "hashtextextended('muster master key', 0)";

export type KeyWatch = Awaited<ReturnType<typeof watchKeys>>;

/**
 * Resolves once it listens.
 * @param onReconnect called when a lost connection is open again: the master key may have been rotated
 *   meanwhile
 * @throws StartupError while the master key is being rotated
 */
export async function watchKeys(
  connection: Connection,
  keys: ErasablePersonKeys,
  onReconnect: () => Promise<void>,
) {
  const closing = new AbortController();
  const { signal } = closing;
  let watching = await open();

  async function open() {
    const client = new Client(clientConfig(connection));
    const lost = new Promise<void>((resolve) => client.once("end", () => resolve()));
    client.on("error", () => undefined);
    client.on("notification", ({ payload }) => keys.forget(payload ?? ""));
    await client.connect();
    try {
      await client.query(`listen ${personKeysChannel}`);
      const { rows } = await client.query<{ locked: boolean }>(
        `select pg_try_advisory_lock_shared(${masterKeyLock}) as locked`,
      );
      if (rows[0]?.locked !== true) {
        throw new StartupError("the master key is being rotated: start again when that is done");
      }
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    keys.remember(true);
    return { client, lost };
  }

  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

  async function keepOpen(): Promise<void> {
    for (;;) {
      await Promise.race([watching.lost, aborted]);
      keys.remember(false);
      while (!signal.aborted) {
        await delay(pauseMilliseconds, undefined, { signal }).catch(() => undefined);
        const next = await open().catch(() => undefined);
        if (next === undefined) continue;
        watching = next;
        break;
      }
      if (signal.aborted) break;
      await onReconnect();
    }
    await watching.client.end().catch(() => undefined);
  }

  const running = keepOpen();
  return {
    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };
}

/**
 * Decides which service owns a running embedded server: the one that holds an advisory lock in it. The
 * lock is released when that process ends, however it ends.
 */
import { setTimeout } from "node:timers/promises";
import { clientConfig, type Connection } from "./pool.ts";
import { WatchedClient } from "./watched-client.ts";

const ownerLock = 1_836_413_811;
const renewEveryMilliseconds = 100;

/** `absent`: no server answers. `unowned`: its service has ended, or is just starting. */
type Ownership = "absent" | "owned" | "unowned";

export async function probe(connection: Connection): Promise<Ownership> {
  const client = new WatchedClient(clientConfig(connection));
  try {
    await client.connect();
    const { rows } = await client.query(
      "select pg_try_advisory_lock($1) and pg_advisory_unlock($1) as was_free",
      [ownerLock],
    );
    return rows[0]?.was_free === true ? "unowned" : "owned";
  } catch {
    return "absent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

export type Owner = Awaited<ReturnType<typeof takeOwnership>>;

/**
 * Takes the lock and takes it again whenever the connection breaks: a server that recovers from a crash
 * has lost the lock.
 * @throws if another service holds it
 */
export async function takeOwnership(connection: Connection) {
  let isReleased = false;
  let current: WatchedClient;
  const keep = (client: WatchedClient): WatchedClient => {
    client.once("end", () => {
      if (!isReleased) void renew();
    });
    return (current = client);
  };
  const renew = async (): Promise<void> => {
    await setTimeout(renewEveryMilliseconds, undefined, { ref: false });
    if (!isReleased) await lock(connection).then(keep, () => void renew());
  };
  return {
    client: keep(await lock(connection)),
    async release(): Promise<void> {
      isReleased = true;
      await current.end().catch(() => undefined);
    },
  };
}

async function lock(connection: Connection): Promise<WatchedClient> {
  const client = new WatchedClient(clientConfig(connection));
  try {
    await client.connect();
    // Another process's probe may hold the lock for a moment.
    await client.query("set lock_timeout = '3s'");
    await client.query("select pg_advisory_lock($1)", [ownerLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

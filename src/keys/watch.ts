/**
 * The key watch: by the process's listener it hears whose key was destroyed, and the lock of that
 * connection shows that the process uses the master key. While the connection is down, no person key is
 * cached.
 */
import type { ClientBase } from "pg";
import type { Listener } from "../platform/database/listener.ts";
import { StartupError } from "../platform/startup-error.ts";
import { type ErasablePersonKeys, personKeysChannel } from "./person-keys.ts";

/** Processes that use the master key share this lock; a rotation needs it exclusively. */
export const masterKeyLock = "hashtextextended('muster master key', 0)";

/**
 * Resolves once it listens. It watches until the listener is closed.
 * @param onReconnect called when a lost connection is open again: the master key may have been rotated
 *   meanwhile
 * @throws StartupError while the master key is being rotated
 */
export async function watchKeys(
  listener: Listener,
  keys: ErasablePersonKeys,
  onReconnect: () => void,
): Promise<void> {
  let wasOpen = false;

  await listener.hear({
    channel: personKeysChannel,
    onNotification: (personId) => keys.forget(personId),
    async onOpen(client) {
      await shareMasterKeyLock(client);
      keys.remember(true);
      if (wasOpen) onReconnect();
      wasOpen = true;
    },
    onLost: () => keys.remember(false),
  });
}

async function shareMasterKeyLock(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock_shared(${masterKeyLock}) as locked`,
  );
  if (rows[0]?.locked !== true) {
    throw new StartupError("the master key is being rotated: start again when that is done");
  }
}

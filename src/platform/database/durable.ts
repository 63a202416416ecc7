/** Makes a connection wait for the disk at each commit, whatever the server's default. */
import type { ClientBase } from "pg";

/** A stronger setting, such as `remote_apply`, stays. */
export async function makeCommitsDurable(client: ClientBase): Promise<void> {
  await client.query(
    "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
  );
}

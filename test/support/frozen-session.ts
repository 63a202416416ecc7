/** Opens a session like one of a process that is frozen: nobody shows that the process runs. */
import type { Connection } from "../../src/platform/database/pool.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../src/projections/engine/database-session.ts";

export async function openFrozenSession(connection: Connection): Promise<DatabaseSession> {
  const unwatched = {
    ...connection,
    watch: { add: () => undefined, remove: () => undefined },
  };
  return openDatabaseSession(unwatched);
}

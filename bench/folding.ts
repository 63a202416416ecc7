/** Folds the events that a projection has not seen yet, as a running service does. */
import type { Codec } from "../src/eventstore/codec.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { createListener } from "../src/platform/database/listener.ts";
import { clientConfig, type Connection, type createPool } from "../src/platform/database/pool.ts";
import { createLog } from "../src/platform/log.ts";
import { programVersion } from "../src/platform/program.ts";
import { createProjectionGroup } from "../src/projections/engine/group.ts";
import { createProcessParts } from "../src/projections/engine/process-parts.ts";
import type { Projection } from "../src/projections/engine/projection.ts";

export interface Folding {
  readonly connection: Connection;
  readonly pool: ReturnType<typeof createPool>;
  readonly store: EventStore;
  readonly codec: Codec;
}

const longestMilliseconds = 3_600_000;

/** @returns the seconds until the projection has folded everything */
export async function foldToEnd(parts: Folding, projection: Projection): Promise<number> {
  const end = await parts.store.lastPosition();
  const log = createLog("warn");
  const listener = createListener(clientConfig(parts.connection));
  const group = createProjectionGroup({
    ...parts,
    ...createProcessParts({ ...parts, listener, log }),
    projection,
    log,
    program: programVersion,
    isKnownToAll: () => true,
  });
  const began = performance.now();
  group.start();
  try {
    if (!(await group.waitFor(end, longestMilliseconds)) || group.isStopped()) {
      throw new Error(`${projection.name} did not reach the end of the log`);
    }
    return (performance.now() - began) / 1000;
  } finally {
    await group.stop();
    await listener.close();
  }
}

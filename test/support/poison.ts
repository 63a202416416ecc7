/** A directory that cannot fold the events of one user. */
import { userStream } from "../../src/domain/streams.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";

export function poisonedBy(userId: string): Projection & { apply: Projection["apply"] } {
  const { name, version, tables } = directory;
  return {
    name,
    version,
    tables,
    async apply(batch, client) {
      if (batch.some(({ stream }) => stream === userStream(userId))) {
        throw new Error("cannot fold this one");
      }
      await directory.apply(batch, client, []);
    },
  };
}

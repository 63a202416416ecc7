/** A directory that cannot fold the events of one user. */
import { DatabaseError } from "pg";
import { userStream } from "../../src/domain/streams.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import type { RecordedEvent } from "../../src/eventstore/codec.ts";
import type { KeptRows, Projection } from "../../src/projections/engine/projection.ts";

export type Poisoned = Projection & { apply: Projection["apply"] };

/** It sets the user aside. */
export function poisonedBy(userId: string): Poisoned {
  return failingAt(directory, userStream(userId), new Error("cannot fold this one"));
}

/** It stops, because the error is the program's and not the event's. */
export function brokenBy(userId: string): Poisoned {
  const missingTable = new DatabaseError("a table is missing", 1, "error");
  return failingAt(directory, userStream(userId), Object.assign(missingTable, { code: "42P01" }));
}

/** The projection, failing at every event of the stream. */
export function failingAt(projection: Projection, stream: string, error: Error): Poisoned {
  // Without gathering, so that it meets the event in a rebuild too.
  const { gather: _, ...others } = projection;
  const failAt = (batch: readonly RecordedEvent[]): void => {
    if (batch.some((event) => event.stream === stream)) throw error;
  };
  return {
    ...others,
    async apply(batch, client, records, aside) {
      failAt(batch);
      await projection.apply(batch, client, records, aside);
    },
    ...(projection.keep && { keep: () => failingRows(projection.keep?.(), failAt) }),
  };
}

/** They fail after they were folded. */
function failingRows(
  rows: KeptRows | undefined,
  failAt: (batch: readonly RecordedEvent[]) => void,
): KeptRows {
  if (rows === undefined) throw new Error("the projection keeps no rows");
  return {
    ...rows,
    async fold(batch, client) {
      const isFolded = await rows.fold(batch, client);
      failAt(batch);
      return isFolded;
    },
  };
}

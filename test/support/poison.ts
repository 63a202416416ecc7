/** A directory that cannot fold the events of one user. */
import { DatabaseError } from "pg";
import { userStream } from "../../src/domain/streams.ts";
import { directory } from "../../src/projections/directory/directory.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";

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
  return {
    ...others,
    async apply(batch, client, records, aside) {
      if (batch.some((event) => event.stream === stream)) throw error;
      await projection.apply(batch, client, records, aside);
    },
  };
}

/**
 * Reads what a command will ask of the streams while the caller's rights are looked up: one round trip
 * instead of two (docs/decisions/0031-group-reads.md).
 */
import { memberStream, organizationStream, userStream } from "../../domain/streams.ts";
import type { EventStore, StoredRecord, StreamEnd } from "../../eventstore/port.ts";
import type { CommandContext } from "./context.ts";

export interface ReadAhead {
  /** The stream that is to be changed. */
  readonly records: Promise<readonly StoredRecord[]>;
  /** What `requireAuthority` asks. */
  readonly ends: Promise<StreamEnds>;
}

type StreamEnds = readonly (StreamEnd | undefined)[];

/**
 * Begins to read, for everybody alike: a refusal must not show whether the stream exists. Pass the result to
 * `change` only if nothing but the look-up of the rights lies in between.
 */
export function readAhead(
  { services: { store }, caller }: Pick<CommandContext, "services" | "caller">,
  stream: string,
  organizationId: string,
): ReadAhead {
  const records = store.readStream(stream);
  const ends = endsForAuthority(store, { organizationId, userId: caller.userId });
  // A refused command never awaits them; their failure must not end the process.
  records.catch(() => undefined);
  ends.catch(() => undefined);
  return { records, ends };
}

/** The ends of the caller's membership, of the caller and of the organization. */
export function endsForAuthority(
  store: Pick<EventStore, "endsOf">,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
): Promise<StreamEnds> {
  return store.endsOf([
    memberStream(organizationId, userId),
    userStream(userId),
    organizationStream(organizationId),
  ]);
}

/** The columns that say when and by whom a row was created and last changed. */
import type { RecordedEvent } from "../../eventstore/codec.ts";

/** Times are RFC 3339. */
export interface StampColumns {
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
  revision: number;
}

export function stampColumns({ metadata, revision }: RecordedEvent): StampColumns {
  const { occurredAt: at, actor } = metadata;
  return {
    created_at: at,
    created_by: actor.userId,
    updated_at: at,
    updated_by: actor.userId,
    revision,
  };
}

export function stamp(row: StampColumns, { metadata, revision }: RecordedEvent): void {
  row.updated_at = metadata.occurredAt;
  row.updated_by = metadata.actor.userId;
  row.revision = revision;
}

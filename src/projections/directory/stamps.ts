/** When a row was made and changed, by whom: the same for all rows that show it. */
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { StampColumns } from "./rows.ts";

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

/** When a row was made and changed, by whom: the same for all rows that show it. */
import type { Recorded } from "../../eventstore/codec.ts";
import type { Stamps } from "./rows.ts";

export function stampsOf({ metadata, revision }: Recorded): Stamps {
  const { occurredAt: at, actor } = metadata;
  return {
    created_at: at,
    created_by: actor.userId,
    updated_at: at,
    updated_by: actor.userId,
    revision,
  };
}

export function stamp(row: Stamps, { metadata, revision }: Recorded): void {
  row.updated_at = metadata.occurredAt;
  row.updated_by = metadata.actor.userId;
  row.revision = revision;
}

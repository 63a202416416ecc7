/** Changes rows: the columns that an event changes, and those that say by whom and when. */
import type { RecordedEvent } from "../../eventstore/codec.ts";

/** Times are RFC 3339. */
interface StampColumns {
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
  revision: number;
}

export function stampColumns({ metadata, revision }: RecordedEvent): StampColumns {
  const { occurredAt: at, actor } = metadata;
  const { userId: by } = actor;
  return { created_at: at, created_by: by, updated_at: at, updated_by: by, revision };
}

export function stamp(
  row: Omit<StampColumns, "created_at" | "created_by">,
  { metadata, revision }: RecordedEvent,
): void {
  row.updated_at = metadata.occurredAt;
  row.updated_by = metadata.actor.userId;
  row.revision = revision;
}

/** Changes the columns that are given; those that are undefined stay. */
export function change<Row extends object>(
  row: Row,
  patch: { readonly [Column in keyof Row]?: Row[Column] | undefined },
): void {
  for (const column in patch) if (patch[column] !== undefined) row[column] = patch[column];
}

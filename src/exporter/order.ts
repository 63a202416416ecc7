/** What an export's thread is told, and what it answers. */
import type { Connection } from "../database/pool.ts";
import type { ExportFormat } from "../domain/export/events.ts";
import type { Span } from "../projections/audit/queries/entries.ts";

export interface Order {
  readonly organizationId: string;
  readonly format: ExportFormat;
  readonly span: Span;
  /** Of a bundle: where its role changes begin. RFC 3339. */
  readonly from?: string | undefined;
}

/** Where the thread reads. */
export interface Sources {
  readonly connection: Connection;
  readonly masterKey: Uint8Array;
  /** Of EventStoreDB; left out where PostgreSQL is the event store. */
  readonly eventStoreUrl?: string | undefined;
}

export interface Counts {
  readonly members: number;
  readonly roleChanges: number;
  readonly tokens: number;
}

/** Bytes of a part, null behind its last ones; behind all parts of a bundle, what is in them. */
export type Message = Uint8Array | null | Counts;

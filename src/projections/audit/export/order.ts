/** What an export's thread receives and sends. */
import type { Manifest } from "../../../audit/bundle/manifest.ts";
import type { Connection } from "../../../platform/database/pool.ts";
import type { LineFormatName } from "./formats.ts";
import type { EntryFilter } from "../queries/entry-filter.ts";
import type { PositionRange } from "../queries/entry-span.ts";

interface OrderBase {
  readonly organizationId: string;
  readonly span: PositionRange;
}

export interface LinesOrder extends OrderBase {
  readonly format: LineFormatName;
  /** Only the entries that it matches; left out: all. */
  readonly filter?: EntryFilter;
}

/** Hashes in base64. */
export interface BundleOrder extends OrderBase {
  readonly format: "bundle";
  readonly filter: Manifest["filter"];
  readonly root: string;
  readonly checkpoint: string;
  /** The previous bundle, and the proof that this one extends it. */
  readonly previous:
    | { readonly size: number; readonly root: string; readonly hashes: readonly string[] }
    | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
}

export type ExportOrder = LinesOrder | BundleOrder;

/** What the thread reads from. */
export interface Sources {
  readonly connection: Connection;
  readonly masterKey: Uint8Array;
  /** The address of EventStoreDB; left out if PostgreSQL is the event store. */
  readonly eventStoreUrl?: string | undefined;
}

/** What the thread sends: bytes, and null after the last ones. */
export type Message = Uint8Array | null;

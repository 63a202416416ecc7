/** What an export's thread gets to do its work. */
import type { Manifest } from "../../../audit/bundle/manifest.ts";
import type { Connection } from "../../../platform/database/pool.ts";
import type { LineFormatName } from "./formats.ts";
import type { PositionRange } from "../queries/entries.ts";

interface OfOrganization {
  readonly organizationId: string;
  readonly span: PositionRange;
}

export interface LinesOrder extends OfOrganization {
  readonly format: LineFormatName;
}

/** Hashes in base64. */
export interface BundleOrder extends OfOrganization {
  readonly format: "bundle";
  readonly filter: Manifest["filter"];
  readonly root: string;
  readonly checkpoint: string;
  /** The bundle before this one, and the proof that this one goes on from it. */
  readonly previous:
    | { readonly size: number; readonly root: string; readonly hashes: readonly string[] }
    | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
}

export type ExportOrder = LinesOrder | BundleOrder;

/** Where the thread reads. */
export interface Sources {
  readonly connection: Connection;
  readonly masterKey: Uint8Array;
  /** Of EventStoreDB; left out where PostgreSQL is the event store. */
  readonly eventStoreUrl?: string | undefined;
}

/** What it answers: bytes, and null behind the last ones. */
export type Message = Uint8Array | null;

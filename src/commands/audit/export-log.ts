/** ExportEventLog: records the export in the log, then returns it as a stream. A bundle is recorded each time. */
import type { Readable } from "node:stream";
import type { TreeHead } from "../../audit/merkle.ts";
import type { ExportCommand } from "../../domain/export/decider.ts";
import type { ExportFormat } from "../../domain/export/events.ts";
import type { Exporter } from "../../projections/audit/export/exporter.ts";
import { lineBytes } from "../../projections/audit/export/lines.ts";
import type { BundleOrder, ExportOrder } from "../../projections/audit/export/order.ts";
import { latestBundle, positionBefore } from "../../projections/audit/queries/entries.ts";
import type { PositionRange } from "../../projections/audit/queries/entry-span.ts";
import { consistencyProof, treeHead } from "../../projections/audit/queries/tree.ts";
import { currentHead, endOfLog, openLog, signCheckpoint } from "./audit.ts";
import { recordReading } from "./readers.ts";
import { type Download, streamDownload, takeDownload } from "./downloads.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { change } from "../kit/change.ts";
import type { CommandContext } from "../kit/context.ts";
import { invalidAt } from "../kit/rejected-error.ts";
import { exportTarget } from "../kit/stream-targets.ts";

interface WantedExport {
  readonly organizationId: string;
  readonly format: ExportFormat;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: number | undefined;
}

/** An export that may start. */
export interface Export extends WantedExport {
  readonly download: Download;
  readonly span: PositionRange;
}

/**
 * Records the export before any of its data is sent.
 * @throws RejectedError `limit-reached`; what `openLog` throws
 */
export async function beginExport(context: CommandContext, wanted: WantedExport): Promise<Export> {
  const { services, ids } = context;
  const { organizationId, format, from, to, after } = wanted;
  const standing = await openLog(context, organizationId);
  if (format === "bundle" && after !== undefined) {
    throw invalidAt("?after", "is not allowed for a bundle", "A bundle holds all entries.");
  }
  const download = await takeDownload(services, "exports", { ...context, organizationId });
  try {
    const span = await spanOf(context, wanted);
    if (format === "bundle") {
      const head = await treeHead(services.pool, organizationId, span.last);
      const command = recordExport({ format, from, to }, head);
      await change(context, exportTarget(organizationId, ids.next()), { ...standing, command });
    } else {
      // The entry stands for all of the hour, so it has the filter of none.
      const command = async () =>
        recordExport({ format }, await currentHead(services, organizationId));
      await recordReading(context, { organizationId, kind: format, command }, standing);
    }
    return { ...wanted, span, download };
  } catch (error) {
    download.end();
    throw error;
  }
}

function recordExport(
  wanted: Pick<WantedExport, "format" | "from" | "to">,
  { size, root }: TreeHead,
): ExportCommand {
  return { type: "RecordExport", export: { ...wanted, size, root: root.toString("base64") } };
}

/**
 * A bundle starts at the first entry, so that it can prove itself. Other formats start where asked.
 * @throws RejectedError `invalid-input` if that is beyond the log's end: an empty answer would look complete
 */
async function spanOf({ services }: CommandContext, wanted: WantedExport): Promise<PositionRange> {
  const { pool } = services;
  const { organizationId, format, from, to, after } = wanted;
  const size = await endOfLog(services, organizationId, { after });
  const [last, before] = await Promise.all([
    to === undefined ? size : positionBefore(pool, organizationId, to),
    from === undefined ? 0 : positionBefore(pool, organizationId, from),
  ]);
  return { first: format === "bundle" ? 1 : Math.max(before, after ?? 0) + 1, last };
}

/** The export's bytes. */
export async function contentOf(
  services: Authentication,
  context: CommandContext,
  request: Export,
): Promise<Readable> {
  return streamLog(services, request.download, await orderOf(services, context, request));
}

/** The bytes of an order. If they cannot be completed, the stream fails: half never looks complete. */
export function streamLog(
  services: Authentication,
  download: Download,
  order: ExportOrder,
): Readable {
  const { span, format } = order;
  const isShort = format !== "bundle" && span.last - span.first < shortEntries;
  const content = isShort ? lineBytes(order, services) : write(services.exporter, order);
  return streamDownload(services, download, content);
}

/** So many are made at once more quickly than a thread starts. */
const shortEntries = 500;

/** The thread starts when the first bytes are asked for, and ends with whoever asks. */
async function* write(
  exporter: Exporter,
  order: ExportOrder,
): AsyncGenerator<Uint8Array, undefined> {
  const writing = exporter.write(order);
  try {
    yield* writing.content();
  } finally {
    await writing.end();
  }
  return undefined;
}

async function orderOf(
  services: Authentication,
  context: CommandContext,
  request: Export,
): Promise<ExportOrder> {
  const { organizationId, format, span, from, to } = request;
  if (format !== "bundle") return { organizationId, format, span };
  const head = await treeHead(services.pool, organizationId, span.last);
  const [checkpoint, previous] = await Promise.all([
    signCheckpoint(services, organizationId, head),
    previousBundle(services, organizationId, head.size),
  ]);
  return {
    organizationId,
    format,
    span,
    filter: { from, to },
    root: head.root.toString("base64"),
    checkpoint,
    previous,
    requestedBy: context.caller.userId,
    createdAt: context.at,
  };
}

/** The previous bundle, with the proof that this one continues it. */
async function previousBundle(
  { pool }: Authentication,
  organizationId: string,
  size: number,
): Promise<BundleOrder["previous"]> {
  const found = await latestBundle(pool, organizationId, size);
  if (found === undefined) return undefined;
  const hashes = await consistencyProof(pool, organizationId, found.size, size);
  return { ...found, hashes: hashes.map((hash) => hash.toString("base64")) };
}

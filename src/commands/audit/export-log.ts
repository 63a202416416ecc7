/** ExportEventLog: records the export in the log, then returns it as a stream. */
import { Readable } from "node:stream";
import type { TreeHead } from "../../audit/merkle.ts";
import type { ExportFormat } from "../../domain/export/events.ts";
import { addMinutes } from "../../domain/time.ts";
import type { BundleOrder, ExportOrder } from "../../projections/audit/export/order.ts";
import {
  latestBundle,
  positionBefore,
  type PositionRange,
} from "../../projections/audit/queries/entries.ts";
import { consistencyProof, logSize, treeHead } from "../../projections/audit/queries/tree.ts";
import { openLog, openShown, signCheckpoint } from "./audit.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";
import { requireAuthority } from "../kit/authority.ts";
import { change } from "../kit/change.ts";
import type { CommandContext } from "../kit/context.ts";
import { invalidAt, RejectedError } from "../kit/rejected-error.ts";
import { exportTarget } from "../kit/stream-targets.ts";

export interface WantedExport {
  readonly organizationId: string;
  readonly format: ExportFormat;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: number | undefined;
}

/** An export that may start. Its holder must call `release` when it ends, even after an error. */
export interface Export extends WantedExport {
  readonly release: () => void;
  readonly span: PositionRange;
  /** Size and root of the log at the export's end. */
  readonly head: TreeHead;
}

/**
 * Records the export before any of its data is sent.
 * @throws RejectedError `too-many-requests`; what `openLog` throws
 */
export async function beginExport(context: CommandContext, wanted: WantedExport): Promise<Export> {
  const { services } = context;
  const { organizationId, format, from, to, after } = wanted;
  const { actor, authority } = await openLog(context, organizationId);
  if (format === "bundle" && after !== undefined) {
    throw invalidAt("?after", "is not allowed for a bundle", "A bundle holds all entries.");
  }
  const release = services.exporter.takePlace(organizationId);
  if (release === undefined) {
    const retryAt = addMinutes(context.at, 0.5);
    const detail = "Too many exports are running. Wait until one ends.";
    throw new RejectedError("too-many-requests", detail, { retryAt });
  }
  try {
    const span = await spanOf(context, wanted);
    const head = await treeHead(services.pool, organizationId, span.last);
    const { size, root } = head;
    await change(context, exportTarget(organizationId, context.ids.next()), {
      command: {
        type: "RecordExport",
        export: { format, from, to, after, size, root: root.toString("base64") },
      },
      actor,
      authority,
    });
    return { ...wanted, span, head, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** A bundle starts at the first entry, so that it can prove itself. Other formats start where asked. */
async function spanOf({ services }: CommandContext, wanted: WantedExport): Promise<PositionRange> {
  const { pool } = services;
  const { organizationId, format, from, to, after = 0 } = wanted;
  const [last, before] = await Promise.all([
    to === undefined ? logSize(pool, organizationId) : positionBefore(pool, organizationId, to),
    from === undefined ? 0 : positionBefore(pool, organizationId, from),
  ]);
  return { first: format === "bundle" ? 1 : Math.max(before, after) + 1, last };
}

/** The export's bytes. If it cannot finish, the stream fails, so half an export never looks complete. */
export async function contentOf(
  services: Authentication,
  context: CommandContext,
  request: Export,
): Promise<Readable> {
  const writing = services.exporter.write(await orderOf(services, context, request));
  const content = whileAllowed(services, context, request, writing.content());
  const stream = Readable.from(content, { objectMode: false });
  stream.once("close", () => void writing.end());
  return stream;
}

async function orderOf(
  services: Authentication,
  context: CommandContext,
  request: Export,
): Promise<ExportOrder> {
  const { organizationId, format, span, head, from, to } = request;
  if (format !== "bundle") return { organizationId, format, span };
  const [checkpoint, previous] = await Promise.all([
    signCheckpoint(services, organizationId, head),
    previousBundle(context, request),
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

/** Bytes between two checks of the caller's rights. */
const bytesPerCheck = 500_000;

/** Stops the export if the caller loses the right to it. */
async function* whileAllowed(
  services: Authentication,
  { caller }: CommandContext,
  { organizationId }: Export,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  let allowed = 0;
  for await (const chunk of content) {
    if (allowed <= 0) {
      const { authority } = await openShown({ services, caller }, organizationId);
      await requireAuthority(services, authority);
      const living = await livingCredentials(services, [caller]);
      if (!living.has(caller))
        throw new RejectedError("unauthenticated", "The credential has ended. Sign in again.");
      allowed = bytesPerCheck;
    }
    allowed -= chunk.length;
    yield chunk;
  }
  return undefined;
}

/** The previous bundle, with the proof that this one continues it. */
async function previousBundle(
  { services: { pool } }: CommandContext,
  { organizationId, head }: Export,
): Promise<BundleOrder["previous"]> {
  const found = await latestBundle(pool, organizationId, head.size);
  if (found === undefined) return undefined;
  const hashes = await consistencyProof(pool, organizationId, found.size, head.size);
  return { ...found, hashes: hashes.map((hash) => hash.toString("base64")) };
}

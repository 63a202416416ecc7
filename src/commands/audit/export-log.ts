/** ExportEventLog: recorded in the log itself, then handed out as a stream. */
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
import { openLog, signCheckpoint } from "./audit.ts";
import { type Authentication, livingCredentials } from "../sign-in/authenticate.ts";
import { authorize } from "../kit/authorize.ts";
import { change } from "../kit/change.ts";
import type { CommandContext } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { exportTarget } from "../kit/stream-targets.ts";

export interface WantedExport {
  readonly organizationId: string;
  readonly format: ExportFormat;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: number | undefined;
}

/** An export that may begin. Whoever has it gives its place back at the end, however it ends. */
export interface Export extends WantedExport {
  readonly release: () => void;
  readonly span: PositionRange;
  /** The log up to the export's end. */
  readonly head: TreeHead;
}

/**
 * Records the export, before anything of it leaves.
 * @throws RejectedError to all but owners and admins
 */
export async function beginExport(context: CommandContext, wanted: WantedExport): Promise<Export> {
  const { services } = context;
  const { organizationId, format, from, to, after } = wanted;
  const { actor } = await openLog(context, organizationId);
  if (format === "bundle" && after !== undefined) {
    throw new RejectedError("invalid-input", "A bundle is a whole.", {
      faults: [{ pointer: "?after", detail: "is not for a bundle" }],
    });
  }
  const release = services.exporter.takePlace(organizationId);
  if (release === undefined) {
    const retryAt = addMinutes(context.at, 0.5);
    const detail = "Other exports are being written; wait for them.";
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
    });
    return { ...wanted, span, head, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** A bundle proves itself from the first entry on; other formats begin where they are asked to. */
async function spanOf({ services }: CommandContext, wanted: WantedExport): Promise<PositionRange> {
  const { pool } = services;
  const { organizationId, format, from, to, after = 0 } = wanted;
  const [last, before] = await Promise.all([
    to === undefined ? logSize(pool, organizationId) : positionBefore(pool, organizationId, to),
    from === undefined ? 0 : positionBefore(pool, organizationId, from),
  ]);
  return { first: format === "bundle" ? 1 : Math.max(before, after) + 1, last };
}

/** The export's bytes. It ends with an error where it cannot go on: half an export looks like none. */
export async function contentOf(
  services: Authentication,
  context: CommandContext,
  request: Export,
): Promise<Readable> {
  const running = services.exporter.write(await orderOf(services, context, request));
  const content = whileAllowed(services, context, request, running.content());
  const stream = Readable.from(content, { objectMode: false });
  stream.once("close", () => void running.end());
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

/** Bytes between two looks at whether the caller may still have them. */
const bytesAtOnce = 500_000;

/** Who loses the right to an export while it is written, gets no more of it. */
async function* whileAllowed(
  services: Authentication,
  { caller }: CommandContext,
  { organizationId }: Export,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  let allowed = 0;
  for await (const some of content) {
    if (allowed <= 0) {
      await authorize({ services, caller }, organizationId, "audit:read");
      const living = await livingCredentials(services, [caller]);
      if (!living.has(caller))
        throw new RejectedError("unauthenticated", "The credential has ended.");
      allowed = bytesAtOnce;
    }
    allowed -= some.length;
    yield some;
  }
  return undefined;
}

/** The bundle that was handed out before this one, with the proof that this one goes on from it. */
async function previousBundle(
  { services: { pool } }: CommandContext,
  { organizationId, head }: Export,
): Promise<BundleOrder["previous"]> {
  const found = await latestBundle(pool, organizationId, head.size);
  if (found === undefined) return undefined;
  const hashes = await consistencyProof(pool, organizationId, found.size, head.size);
  return { ...found, hashes: hashes.map((hash) => hash.toString("base64")) };
}

/**
 * Downloads of an organization's log, and of a person's own data: their content is made at full speed and
 * kept on the disk, and its reader must take it at a minimum speed. Making and sending have turns of their own.
 */
import { Readable } from "node:stream";
import { spooled } from "../../platform/spool.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import type { Caller } from "../kit/context.ts";
import { requireReader } from "./readers.ts";

/** The turns of one download. Their holder must call `end` when it ends, even after an error. */
export interface Download {
  readonly caller: Caller;
  /** Left out if the content is about the caller. */
  readonly organizationId?: string | undefined;
  /** Others may make one now. */
  readonly made: () => void;
  readonly end: () => void;
}

/**
 * The caller must be authorized already.
 * @param kind of the turn in which it is made; undefined if each part takes one
 * @throws RejectedError `limit-reached`
 */
export async function takeDownload(
  { turns }: Pick<Authentication, "turns">,
  kind: "exports" | "reviews" | undefined,
  { caller, organizationId }: Pick<Download, "caller" | "organizationId">,
): Promise<Download> {
  const holder = { userId: caller.userId, organizationId };
  const sent = await turns.downloads.take(holder);
  try {
    const made = kind === undefined ? () => undefined : await turns[kind].take(holder);
    const end = (): void => {
      made();
      sent();
    };
    return { caller, organizationId, made, end };
  } catch (error) {
    sent();
    throw error;
  }
}

/** How long a reader may keep the content waiting: so long in all, and longer the more they took. */
interface Patience {
  readonly milliseconds: number;
  readonly bytesPerSecond: number;
}

const usual: Patience = { milliseconds: 30_000, bytesPerSecond: 16_384 };

/** The content as a stream that fails if its reader is too slow or loses the right to it. */
export function streamDownload(
  services: Authentication,
  download: Download,
  content: AsyncIterable<Uint8Array | string>,
  patience = usual,
): Readable {
  const allowed = whileAllowed(services, download, spooled(content, download.made));
  const stream: Readable = Readable.from(whileTaken(allowed, patience, leave), {
    objectMode: false,
  });
  stream.once("close", download.end);
  return stream;

  function leave(): void {
    stream.destroy(new Error("the reader of a download was too slow"));
  }
}

async function* whileTaken(
  content: AsyncIterable<Uint8Array>,
  { milliseconds, bytesPerSecond }: Patience,
  leave: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  let left = milliseconds;
  for await (const chunk of content) {
    const since = performance.now();
    const timer = setTimeout(leave, Math.max(0, left));
    try {
      yield chunk;
    } finally {
      clearTimeout(timer);
    }
    left += (chunk.length / bytesPerSecond) * 1_000 - (performance.now() - since);
  }
  return undefined;
}

/** Bytes between two checks of the caller's rights. */
const bytesPerCheck = 500_000;

async function* whileAllowed(
  services: Authentication,
  download: Download,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  let allowed = 0;
  for await (const chunk of content) {
    if (allowed <= 0) {
      await requireReader(services, download);
      allowed = bytesPerCheck;
    }
    allowed -= chunk.length;
    yield chunk;
  }
  return undefined;
}

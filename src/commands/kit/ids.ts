/** Makes ids (UUIDs, RFC 9562): random, or derived from an idempotency key. */
import { createHash } from "node:crypto";
import { v5, v7 } from "uuid";
import type { Ids } from "./context.ts";

/** Unpredictable ids, ordered by time. */
export function randomIds(clock: () => Date): Ids {
  const next = (): string => v7({ msecs: clock().getTime() });
  const ids: Ids = { next, event: next, part: () => ids };
  return ids;
}

/**
 * Ids that are the same each time a command runs with the same key. So a repeat after a crash makes the
 * same things, and the event store recognizes its events.
 * @param scope names the key, its caller and its route
 * @param firstTriedAt when the key was first seen
 */
export function idsFromKey(scope: string, firstTriedAt: Date): Ids {
  const msecs = firstTriedAt.getTime();
  let made = 0;
  return {
    next() {
      made += 1;
      return version7(msecs, `${scope}\nnew\n${made}`);
    },
    event: (stream, index) => version5(`${scope}\n${msecs}\nevent\n${stream}\n${index}`),
    part: (name) => idsFromKey(`${scope}\npart\n${name}`, firstTriedAt),
  };
}

/** The time, then the first bits of the text's hash. The library takes 32 of them as `seq`. */
function version7(msecs: number, text: string): string {
  const hash = createHash("sha1").update(text).digest();
  const seq =
    (hash.readUInt16BE(0) << 20) |
    ((hash.readUInt16BE(2) & 0x3fff) << 6) |
    (hash.readUInt8(4) >>> 2);
  return v7({ msecs, seq, random: Buffer.concat([Buffer.alloc(6), hash]) });
}

/** A hash of the text. The library hashes a namespace first, so the first 16 bytes serve as one. */
function version5(text: string): string {
  const bytes = Buffer.from(text);
  return v5(bytes.subarray(16), bytes.subarray(0, 16));
}

/** Ids: UUIDs of version 7 for what is new - random, or derived from an idempotency key (RFC 9562). */
import { createHash, randomBytes } from "node:crypto";
import type { Ids } from "./context.ts";

/** Ids that nobody can foresee, ordered by the time they were made. */
export function randomIds(clock: () => Date): Ids {
  const next = (): string => version7(clock().getTime(), randomBytes(10));
  const ids: Ids = { next, event: next, part: () => ids };
  return ids;
}

/**
 * Ids that are the same each time the command is run under the same key, so that a command which is
 * run again after a crash makes the same things, and the event store recognizes its events.
 * @param scope names the key, its caller and its route
 * @param firstTriedAt when the key was first seen
 */
export function idsFromKey(scope: string, firstTriedAt: Date): Ids {
  let made = 0;
  return {
    next() {
      made += 1;
      return version7(firstTriedAt.getTime(), digest(`${scope}\nnew\n${made}`));
    },
    event: (stream, index) =>
      version5(digest(`${scope}\n${firstTriedAt.getTime()}\nevent\n${stream}\n${index}`)),
    part: (name) => idsFromKey(`${scope}\npart\n${name}`, firstTriedAt),
  };
}

/** 48 bits of milliseconds, then random bits (RFC 9562, 5.7). */
function version7(milliseconds: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  random.copy(bytes, 6, 0, 10);
  return format(bytes, 0x70);
}

/** Bits of a hash (RFC 9562, 5.5). */
function version5(hash: Buffer): string {
  return format(Buffer.from(hash.subarray(0, 16)), 0x50);
}

function format(bytes: Buffer, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | version;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function digest(text: string): Buffer {
  return createHash("sha1").update(text).digest();
}

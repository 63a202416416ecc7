/**
 * Continuation tokens, which say where the next page of a list starts. They are opaque and authenticated
 * together with their query, so a token that was changed or used with another filter is refused.
 */
import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Cursor } from "../../projections/engine/page.ts";
import { invalidParameter } from "./input.ts";

const prefix = "jct-";
export const continuationPattern = /^jct-[\w-]+$/;
const macBytes = 16;

/** @param query what identifies the list: its caller, path and filters, but not its limit */
export function continuationToken(key: KeyObject, query: string, next: Cursor): string {
  const body = Buffer.from(JSON.stringify(next), "utf8");
  return prefix + Buffer.concat([mac(key, query, body), body]).toString("base64url");
}

/** @throws RejectedError `invalid-input` if the token was not made for this query */
export function cursorFrom(key: KeyObject, query: string, token: string): Cursor {
  const bytes = Buffer.from(token.slice(prefix.length), "base64url");
  const body = bytes.subarray(macBytes);
  const isAuthentic =
    token.startsWith(prefix) &&
    bytes.length > macBytes &&
    timingSafeEqual(bytes.subarray(0, macBytes), mac(key, query, body));
  if (!isAuthentic) {
    throw invalidParameter(
      "continuationToken",
      "must come from the previous page of this list with the same filters",
    );
  }
  return JSON.parse(body.toString("utf8")) as Cursor;
}

function mac(key: KeyObject, query: string, body: Buffer): Buffer {
  const digest = createHmac("sha256", key)
    .update(`${query.length}\n${query}`)
    .update(body)
    .digest();
  return digest.subarray(0, macBytes);
}

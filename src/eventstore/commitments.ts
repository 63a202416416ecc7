/**
 * Commitments to personal data: a plain hash is stored beside the sealed box. Whoever is shown the data can
 * prove that it is what was recorded. Once the key is erased, the hash reveals nothing.
 *
 * The salt is derived from the person's key. Without it nobody can try values against the hash, however
 * few values are possible; erasing the key erases the salt too.
 */
import { canonicalJson } from "../platform/canonical-json.ts";
import { createHmac, hash, type KeyObject } from "node:crypto";

/** The salt of one event's commitment: HMAC-SHA-256 under the person's key. `context` names the event. */
export function commitmentSalt(key: KeyObject, context: string): Buffer {
  return createHmac("sha256", key).update(`commitment\n${context}`).digest();
}

/** Base64 of SHA-256 over the salt (32 bytes) and the data as canonical JSON (RFC 8785). */
export function commitment(salt: Buffer, personal: Readonly<Record<string, unknown>>): string {
  const text = canonicalJson(personal);
  return hash("sha256", Buffer.concat([salt, Buffer.from(text)]), "base64");
}

/** Whose word a bundle is: the key that the auditor pinned, the one in the bundle itself, or nobody's. */
import type { z } from "zod";
import type { bundleKeys, Manifest } from "../bundle/manifest.ts";
import { openNote, successionName, successionText } from "../note.ts";
import type { VerifyFailure } from "./failures.ts";

export type Trust =
  /** Signed by the pinned key, or by one that it named through others. */
  | { readonly kind: "PINNED"; readonly keyId: string; readonly successions: number }
  /** Signed by a key that nothing but the bundle vouches for. */
  | { readonly kind: "EMBEDDED"; readonly keyId: string }
  | { readonly kind: "UNSIGNED" }
  /** Its signature does not hold, or is not that of the key that was pinned. */
  | { readonly kind: "REFUSED" };

/** `keys.json`, oldest first. */
export type Keys = z.output<typeof bundleKeys>;

/** A key as it may be given: base64 of its 32 bytes, or `name+id+key` (C2SP signed-note). */
export function pinnedKeyFrom(text: string): string | undefined {
  const encoded = text.trim();
  const parts = encoded.split("+");
  const candidates = [encoded, ...(parts.length > 2 ? [parts.slice(2).join("+")] : [])];
  for (const candidate of candidates) {
    if (!/^[A-Za-z0-9+/]{43,44}=*$/.test(candidate)) continue;
    const bytes = Buffer.from(candidate, "base64");
    if (bytes.length === 32) return bytes.toString("base64");
    if (bytes.length === 33 && bytes[0] === 1) return bytes.subarray(1).toString("base64");
  }
  return undefined;
}

/**
 * The pinned key and those that it named, one after the other: each successor by a note that its
 * predecessor signed.
 */
export function trustedFrom(
  pinned: string,
  keys: Keys,
): { readonly trusted: readonly string[]; readonly failures: readonly VerifyFailure[] } {
  const trusted = [pinned];
  const failures: VerifyFailure[] = [];
  const start = keys.findIndex(({ publicKey }) => publicKey === pinned);
  if (start < 0) return { trusted, failures };
  for (const { publicKey, endorsement = "", createdAt, keyId } of keys.slice(start + 1)) {
    const former = trusted.at(-1) ?? pinned;
    const said = openNote(endorsement, successionName, Buffer.from(former, "base64"));
    if (said !== successionText(former, publicKey, createdAt)) {
      failures.push({ name: "succession-invalid", detail: `key ${keyId}` });
      break;
    }
    trusted.push(publicKey);
  }
  return { trusted, failures };
}

/**
 * The key, and before it those that named it: each by the note that it signed for the one behind it. A
 * key that merely stands in the list has no part in it.
 */
export function lineageOf(publicKey: string, keys: Keys): readonly string[] {
  const lineage = [publicKey];
  for (let at = keys.findIndex((key) => key.publicKey === publicKey); at > 0; at -= 1) {
    const [former, key] = [keys[at - 1], keys[at]];
    if (former === undefined || key === undefined) break;
    const raw = Buffer.from(former.publicKey, "base64");
    const said = openNote(key.endorsement ?? "", successionName, raw);
    if (said !== successionText(former.publicKey, key.publicKey, key.createdAt)) break;
    lineage.push(former.publicKey);
  }
  return lineage;
}

/** @param isSigned whether the signature holds for the key that the manifest names */
export function trustOf(
  { publicKey, keyId, signature }: Manifest,
  isSigned: boolean,
  trusted: readonly string[] | undefined,
): Trust {
  if (signature !== undefined && !isSigned) return { kind: "REFUSED" };
  if (signature === undefined) return { kind: trusted === undefined ? "UNSIGNED" : "REFUSED" };
  if (trusted === undefined) return { kind: "EMBEDDED", keyId };
  const successions = trusted.indexOf(publicKey);
  return successions < 0 ? { kind: "REFUSED" } : { kind: "PINNED", keyId, successions };
}

/** One line for people, different for each kind: none of them may be taken for another. */
export function trustLine(trust: Trust): string {
  switch (trust.kind) {
    case "PINNED":
      return trust.successions === 0
        ? `Trust: PINNED KEY. Signed by ${trust.keyId}, the key that you pinned.`
        : `Trust: PINNED KEY. Signed by ${trust.keyId}, which the key that you pinned named through ${trust.successions} succession(s).`;
    case "EMBEDDED":
      return `Trust: EMBEDDED KEY ONLY. Signed by ${trust.keyId}, for which nothing but this bundle vouches. Get the key another way, and give it with --key.`;
    case "UNSIGNED":
      return "Trust: NONE. It is not signed: anybody can have made it.";
    case "REFUSED":
      return "Trust: REFUSED. No signature on it holds, or none of the key that you pinned.";
  }
}

/** Decides who vouches for a bundle: the pinned key, only the key in the bundle itself, or nobody. */
import type { z } from "zod";
import type { bundleKeys, Manifest } from "../bundle/manifest.ts";
import { openNote, successionName, successionText } from "../note.ts";
import type { VerifyFailure } from "./failures.ts";

export type Trust =
  /** Signed by the pinned key or one of its successors. */
  | { readonly kind: "PINNED"; readonly keyId: string; readonly successions: number }
  /** Signed by a key for which only the bundle vouches. */
  | { readonly kind: "EMBEDDED"; readonly keyId: string }
  | { readonly kind: "UNSIGNED" }
  /** The signature is not valid, or not by the pinned key. */
  | { readonly kind: "REFUSED" };

/** `keys.json`, oldest first. */
export type Keys = z.output<typeof bundleKeys>;

/** Reads a key from base64 of its 32 bytes or from `name+id+key` (C2SP signed-note). */
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

/** The pinned key and its successors, each endorsed in a note signed by its predecessor. */
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
    const note = openNote(endorsement, successionName, Buffer.from(former, "base64"));
    if (note !== successionText(former, publicKey, createdAt)) {
      failures.push({ name: "succession-invalid", detail: `key ${keyId}` });
      break;
    }
    trusted.push(publicKey);
  }
  return { trusted, failures };
}

/** The key and its predecessors that endorsed each other; being in the list is not enough. */
export function lineageOf(publicKey: string, keys: Keys): readonly string[] {
  const lineage = [publicKey];
  for (let at = keys.findIndex((key) => key.publicKey === publicKey); at > 0; at -= 1) {
    const [former, key] = [keys[at - 1], keys[at]];
    if (former === undefined || key === undefined) break;
    const raw = Buffer.from(former.publicKey, "base64");
    const note = openNote(key.endorsement ?? "", successionName, raw);
    if (note !== successionText(former.publicKey, key.publicKey, key.createdAt)) break;
    lineage.push(former.publicKey);
  }
  return lineage;
}

/** @param isSigned whether the signature is valid for the manifest's own key */
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

/** One line for people. The kinds begin differently, so that nobody mistakes one for another. */
export function trustLine(trust: Trust): string {
  switch (trust.kind) {
    case "PINNED":
      return trust.successions === 0
        ? `Trust: PINNED KEY. Signed by ${trust.keyId}, the key that you pinned.`
        : `Trust: PINNED KEY. Signed by ${trust.keyId}, a successor of the key that you pinned (${trust.successions} succession(s)).`;
    case "EMBEDDED":
      return `Trust: EMBEDDED KEY ONLY. Signed by ${trust.keyId}, for which only this bundle vouches. Get the key another way and pass it with --key.`;
    case "UNSIGNED":
      return "Trust: NONE. The bundle is not signed: anybody can have made it.";
    case "REFUSED":
      return "Trust: REFUSED. The bundle has no valid signature, or none by the key that you pinned.";
  }
}

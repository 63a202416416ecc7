/** Decides who vouches for a bundle: the pinned key, only the key in the bundle itself, or nobody. */
import type { z } from "zod";
import type { bundleKeys, Manifest } from "../../../src/audit/bundle/manifest.ts";
import { openNote, successionName, successionText } from "../../../src/audit/note.ts";
import type { VerifyFailure } from "./failures.ts";
import type { Trust } from "./verdict.ts";

/** `keys.json`, oldest first. */
export type Keys = z.output<typeof bundleKeys>;

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

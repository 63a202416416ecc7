/** The JSON files of a bundle: `manifest.json` with its signature, `consistency.json`, `keys.json`. */
import { canonicalJson } from "../../platform/canonical-json.ts";
import { verify } from "node:crypto";
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { publicKeyFrom } from "../note.ts";

/** The files of a bundle in the order of writing; the manifest comes last. */
export const fileNames = [
  "events.ndjson",
  "role-changes.csv",
  "access-review.csv",
  "tokens.csv",
  "checkpoint.txt",
  "consistency.json",
  "keys.json",
] as const;
export type FileName = (typeof fileNames)[number];

export const manifestName = "manifest.json";

const keyId = z.string().regex(/^[0-9a-f]{16}$/);
const size = z.int().min(0);
const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const head = z.strictObject({ size, root: hash });

export const manifest = z.strictObject({
  format: z.literal("muster-bundle"),
  version: z.literal(1),
  organizationId: id,
  /** As requested. */
  filter: z.strictObject({ from: timestamp.optional(), to: timestamp.optional() }),
  /** Positions of the entries. */
  range: z.strictObject({ first: z.literal(1), last: size }),
  counts: z.strictObject({ events: size, members: size, roleChanges: size, tokens: size }),
  /** SHA-256 in hexadecimal, and the number of bytes. */
  files: z.partialRecord(
    z.enum(fileNames),
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: size }),
  ),
  root: hash,
  /** The log at the previous export, which this log extends. */
  previous: head.optional(),
  requestedBy: id,
  createdAt: timestamp,
  /** The signing key's id and bytes (base64), so that a bundle can be checked on its own. */
  keyId,
  publicKey: hash,
  /** Base64 of the Ed25519 signature over all other members as canonical JSON (RFC 8785). */
  signature: z.base64().max(100).optional(),
});

export type Manifest = z.output<typeof manifest>;

/** The bytes that are signed. */
export function signedBytes(manifest: Manifest): Buffer {
  const { signature: _, ...rest } = manifest;
  return Buffer.from(canonicalJson(rest), "utf8");
}

/** Is the signature valid for the manifest's own key? */
export function isSigned(manifest: Manifest): boolean {
  const { signature = "", publicKey } = manifest;
  try {
    const key = publicKeyFrom(Buffer.from(publicKey, "base64"));
    return verify(null, signedBytes(manifest), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** `consistency.json`: the proof that this log extends that of the previous export. */
export const consistency = z.strictObject({
  from: head,
  to: head,
  hashes: z.array(hash).max(128),
});

/** `keys.json`: all signing keys so far, oldest first, each with its endorsement. */
export const bundleKeys = z
  .array(
    z.object({
      keyId,
      publicKey: hash,
      createdAt: timestamp,
      retiredAt: timestamp.optional(),
      endorsement: z.string().max(2000).optional(),
    }),
  )
  .max(1000);

/**
 * Writes a bundle: the parts as they are read from the log, then their proofs, and last the manifest, whose
 * signature covers everything.
 */
import type { Readable } from "node:stream";
import type { PublicKey, Signer } from "../../../keys/signing-keys.ts";
import { type Manifest, manifestName, signedBytes } from "../../../audit/bundle/manifest.ts";
import { type StreamedZip, streamZip } from "./zip.ts";

interface BundleParts {
  readonly organizationId: string;
  readonly filter: Manifest["filter"];
  /** The log's number of entries and their root in base64. */
  readonly size: number;
  readonly root: string;
  /** The content of the parts, read one after the other. */
  readonly events: () => AsyncIterable<string>;
  readonly roleChanges: () => AsyncIterable<string>;
  readonly accessReview: () => AsyncIterable<string>;
  readonly tokens: () => AsyncIterable<string>;
  /** Called after these parts are written. */
  readonly counts: () => Manifest["counts"];
  readonly checkpoint: string;
  readonly previous:
    | { readonly size: number; readonly root: string; readonly hashes: readonly string[] }
    | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly signer: Signer;
}

/** With more entries the parts may need 64-bit sizes. */
const smallLog = 1_000_000;

/** The zip as a stream. On a failure it ends with an error, never with half a bundle. */
export function writeBundle(parts: BundleParts): Readable {
  const zip = streamZip(parts.createdAt, parts.size > smallLog);
  write(zip, parts).catch((error: unknown) => {
    zip.out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return zip.out;
}

async function write(zip: StreamedZip, parts: BundleParts): Promise<void> {
  const { previous, checkpoint, signer } = parts;
  await zip.add("events.ndjson", parts.events);
  await zip.add("role-changes.csv", parts.roleChanges);
  await zip.add("access-review.csv", parts.accessReview);
  await zip.add("tokens.csv", parts.tokens);
  await zip.add("checkpoint.txt", () => text(checkpoint));
  if (previous) await zip.add("consistency.json", () => text(consistencyText(previous, parts)));
  const keys = await signer.publicKeys();
  await zip.add("keys.json", () => text(json(keys)));
  zip.end(manifestName, json(await manifestOf(parts, keys, zip.files())));
}

async function* text(content: string): AsyncGenerator<string, undefined> {
  yield content;
  return undefined;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function consistencyText(
  { hashes, ...from }: NonNullable<BundleParts["previous"]>,
  { size, root }: BundleParts,
): string {
  return json({ from, to: { size, root }, hashes });
}

async function manifestOf(
  { organizationId, filter, size, root, previous, requestedBy, createdAt, ...parts }: BundleParts,
  keys: readonly PublicKey[],
  files: Manifest["files"],
): Promise<Manifest> {
  const { keyId = "", publicKey = "" } = keys.at(-1) ?? {};
  const unsigned: Manifest = {
    format: "muster-bundle",
    version: 1,
    organizationId,
    filter,
    range: { first: 1, last: size },
    counts: parts.counts(),
    files,
    root,
    ...(previous && { previous: { size: previous.size, root: previous.root } }),
    requestedBy,
    createdAt,
    keyId,
    publicKey,
  };
  const signed = await parts.signer.sign(signedBytes(unsigned));
  if (signed.keyId !== keyId) throw new Error("the signing key was replaced meanwhile; try again");
  return { ...unsigned, signature: signed.signature };
}

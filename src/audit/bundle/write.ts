/**
 * Writes a bundle: its parts as they come from whoever reads the log, then what proves them, and at the end
 * the manifest that signs all of it.
 */
import type { Readable } from "node:stream";
import type { PublicKey, Signer } from "../../keys/signing-keys.ts";
import type { TreeHead } from "../merkle.ts";
import { type Manifest, manifestName, signedBytes } from "./manifest.ts";
import { type StreamedZip, streamZip } from "./zip.ts";

export interface BundleParts {
  readonly organizationId: string;
  readonly filter: { readonly from?: string | undefined; readonly to?: string | undefined };
  readonly head: TreeHead;
  /** The content of events.ndjson, role-changes.csv, access-review.csv and tokens.csv, one after the other. */
  readonly part: () => AsyncIterable<Uint8Array>;
  /** Asked behind them. */
  readonly counts: () => Promise<Omit<Manifest["counts"], "events">>;
  readonly checkpoint: string;
  readonly previous: { readonly head: TreeHead; readonly hashes: readonly Buffer[] } | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly signer: Signer;
}

/** Above this many entries the parts may need sizes of 64 bits. */
const smallLog = 1_000_000;

/** The zip as a stream. It ends with an error where something failed: never with half a bundle. */
export function writeBundle(parts: BundleParts): Readable {
  const zip = streamZip(parts.createdAt, parts.head.size > smallLog);
  write(zip, parts).catch((error: unknown) => {
    zip.out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return zip.out;
}

async function write(zip: StreamedZip, parts: BundleParts): Promise<void> {
  const { head, previous, checkpoint, signer } = parts;
  await zip.add("events.ndjson", parts.part);
  await zip.add("role-changes.csv", parts.part);
  await zip.add("access-review.csv", parts.part);
  await zip.add("tokens.csv", parts.part);
  const counts = { events: head.size, ...(await parts.counts()) };
  await zip.add("checkpoint.txt", () => text(checkpoint));
  if (previous) await zip.add("consistency.json", () => text(consistencyText(previous, head)));
  const keys = await signer.publicKeys();
  await zip.add("keys.json", () => text(json(keys)));
  zip.end(manifestName, json(await manifestOf(parts, keys, zip.files(), counts)));
}

async function* text(content: string): AsyncGenerator<Uint8Array, undefined> {
  yield Buffer.from(content, "utf8");
  return undefined;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const headJson = ({ size, root }: TreeHead) => ({ size, root: root.toString("base64") });

function consistencyText(
  { head: from, hashes }: NonNullable<BundleParts["previous"]>,
  to: TreeHead,
): string {
  const encoded = hashes.map((hash) => hash.toString("base64"));
  return json({ from: headJson(from), to: headJson(to), hashes: encoded });
}

async function manifestOf(
  { organizationId, filter, head, previous, requestedBy, createdAt, signer }: BundleParts,
  keys: readonly PublicKey[],
  files: Manifest["files"],
  counts: Manifest["counts"],
): Promise<Manifest> {
  const { keyId = "", publicKey = "" } = keys.at(-1) ?? {};
  const unsigned: Manifest = {
    format: "muster-bundle",
    version: 1,
    organizationId,
    filter,
    range: { first: 1, last: head.size },
    counts,
    files,
    root: head.root.toString("base64"),
    ...(previous && { previous: headJson(previous.head) }),
    requestedBy,
    createdAt,
    keyId,
    publicKey,
  };
  const signed = await signer.sign(signedBytes(unsigned));
  if (signed.keyId !== keyId) throw new Error("the signing key was replaced meanwhile; try again");
  return { ...unsigned, signature: signed.signature };
}

/**
 * Writes a bundle: its parts as streams, and at the end the manifest that signs them. The events are read
 * once; the tables come from the read model, which the verifier then holds against the events.
 */
import type { Readable } from "node:stream";
import type { Codec } from "../../eventstore/codec.ts";
import type { PublicKey, Signer } from "../../keys/signing-keys.ts";
import { type Reviewed, reviewHeader, reviewLines } from "../access-review.ts";
import type { TreeHead } from "../merkle.ts";
import type { AuditRecord } from "../record.ts";
import { eventLines, nothingNoted } from "./events.ts";
import { type Manifest, manifestName, signedBytes } from "./manifest.ts";
import {
  isShown,
  roleChangesHeader,
  roleChangesLines,
  tokensHeader,
  tokensLines,
  type ToldRoleChange,
} from "./tables.ts";
import { type StreamedZip, streamZip } from "./zip.ts";

/** Batches of rows that are read while they are written. */
type Rows<Row> = AsyncIterable<readonly Row[]>;

export interface BundleParts {
  readonly organizationId: string;
  readonly filter: { readonly from?: string | undefined; readonly to?: string | undefined };
  readonly head: TreeHead;
  /** From the first entry to the last. */
  readonly entries: Rows<AuditRecord>;
  /** All of them, in the order of the log. */
  readonly roleChanges: Rows<ToldRoleChange>;
  /** Everybody who was a member at the end, by id. */
  readonly members: Rows<Omit<Reviewed, "email">>;
  readonly checkpoint: string;
  readonly previous: { readonly head: TreeHead; readonly hashes: readonly Buffer[] } | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly codec: Codec;
  readonly signer: Signer;
}

/** Above this many entries the parts may need sizes of 64 bits. */
const smallLog = 1_000_000;
/** Lines of the tokens written at once. */
const tokensAtOnce = 1_000;

/** The zip as a stream. It ends with an error where something failed: never with half a bundle. */
export function writeBundle(parts: BundleParts): Readable {
  const zip = streamZip(parts.createdAt, parts.head.size > smallLog);
  write(zip, parts).catch((error: unknown) => {
    zip.out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return zip.out;
}

async function write(zip: StreamedZip, parts: BundleParts): Promise<void> {
  const { filter, head, previous } = parts;
  const counts = { events: head.size, members: 0, roleChanges: 0, tokens: 0 };
  const noted = nothingNoted();
  await zip.add("events.ndjson", () => eventLines(parts.entries, parts.codec, noted));
  await zip.add("role-changes.csv", async function* () {
    yield roleChangesHeader();
    for await (const batch of parts.roleChanges) {
      const shown = batch.filter((change) => isShown(change, filter.from));
      counts.roleChanges += shown.length;
      if (shown.length > 0) yield roleChangesLines(shown);
    }
  });
  await zip.add("access-review.csv", async function* () {
    yield reviewHeader();
    for await (const batch of parts.members) {
      counts.members += batch.length;
      const named = batch.map((each) => ({ ...each, email: noted.addresses.of(each.userId) }));
      yield reviewLines(named);
    }
  });
  await zip.add("tokens.csv", async function* () {
    yield tokensHeader();
    const tokens = noted.tokens.all();
    counts.tokens = tokens.length;
    for (let start = 0; start < tokens.length; start += tokensAtOnce) {
      yield tokensLines(tokens.slice(start, start + tokensAtOnce));
    }
  });
  await zip.add("checkpoint.txt", () => text(parts.checkpoint));
  if (previous) await zip.add("consistency.json", () => text(consistencyText(previous, head)));
  const keys = await parts.signer.publicKeys();
  await zip.add("keys.json", () => text(json(keys)));
  zip.end(manifestName, json(await manifestOf(parts, keys, zip.files(), counts)));
}

async function* text(content: string): AsyncGenerator<string, undefined> {
  yield content;
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

/**
 * Writes a bundle: a zip whose parts stream one after the other, so that memory stays flat however long
 * the log is. The log is read once; what it replays to is held, its role changes are spooled to a file.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { DomainEvent } from "../../domain/catalogue.ts";
import type { Codec } from "../../eventstore/codec.ts";
import type { PublicKey, Signer } from "../../keys/signing-keys.ts";
import { reviewHeader, reviewLines } from "../access-review.ts";
import { cloudEventLine } from "../cloud-event.ts";
import type { TreeHead } from "../merkle.ts";
import { parsedOf, type AuditRecord } from "../record.ts";
import { disclose } from "../undisclosed.ts";
import { createReplay, type MemberRoleChange } from "../replay.ts";
import { sealedCodec } from "../sealed-codec.ts";
import { type FileName, type Manifest, manifestName, signedBytes } from "./manifest.ts";
import {
  isShown,
  roleChangesHeader,
  roleChangesLines,
  tokensHeader,
  tokensLines,
} from "./tables.ts";

export interface BundleParts {
  readonly organizationId: string;
  readonly filter: { readonly from?: string | undefined; readonly to?: string | undefined };
  readonly head: TreeHead;
  /** The entries from the first on, in batches. */
  readonly entries: AsyncIterable<readonly AuditRecord[]>;
  readonly checkpoint: string;
  readonly previous: { readonly head: TreeHead; readonly hashes: readonly Buffer[] } | undefined;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly codec: Codec;
  readonly signer: Signer;
}

/** Above this many entries the parts may need sizes of 64 bits. */
const smallLog = 1_000_000;
/** Lines of a table written at once. */
const rowsAtOnce = 1_000;
/** Deflate's fastest but one: the better ones cost more time than they save bytes. */
const compressionLevel = 2;

/** The zip as a stream. It ends with an error where something failed: never with half a bundle. */
export function writeBundle(parts: BundleParts): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  write(zip, parts).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function write(zip: ZipFile, parts: BundleParts): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "muster-export-"));
  const path = join(folder, "role-changes.csv");
  const spool = spoolRoleChanges(path);
  const files: Manifest["files"] = {};
  const options = {
    mtime: new Date(parts.createdAt),
    mode: 0o100600,
    compressionLevel,
    forceZip64Format: parts.head.size > smallLog,
  };

  /** Adds a part and waits until it is written, so that only one is open at a time. */
  async function add(name: FileName, open: () => AsyncIterable<string | Buffer>): Promise<void> {
    const sha256 = createHash("sha256");
    let bytes = 0;
    async function* counted(): AsyncGenerator<Buffer, undefined> {
      for await (const part of open()) {
        const buffer = typeof part === "string" ? Buffer.from(part, "utf8") : part;
        sha256.update(buffer);
        bytes += buffer.length;
        yield buffer;
      }
      return undefined;
    }
    const out = zip.outputStream as Readable;
    if (out.destroyed) throw new Error("nobody takes the bundle any more");
    const stream = Readable.from(counted(), { objectMode: false });
    const leave = (): void => void stream.destroy();
    out.once("close", leave);
    zip.addReadStream(stream, name, options);
    await finished(stream, { writable: false });
    out.off("close", leave);
    files[name] = { sha256: sha256.digest("hex"), bytes };
  }

  try {
    const replay = createReplay();
    await add("events.ndjson", () => eventLines(parts, replay, spool.write));
    await spool.end();
    await add("role-changes.csv", () => createReadStream(path));
    const members = replay.members();
    await add("access-review.csv", () => inParts(reviewHeader(), members, reviewLines));
    const tokens = replay.tokens();
    await add("tokens.csv", () => inParts(tokensHeader(), tokens, tokensLines));
    await add("checkpoint.txt", () => text(parts.checkpoint));
    if (parts.previous) {
      const { head: from, hashes } = parts.previous;
      await add("consistency.json", () => text(consistencyText(from, parts.head, hashes)));
    }
    const keys = await parts.signer.publicKeys();
    await add("keys.json", () => text(json(keys)));
    const counts = {
      events: parts.head.size,
      members: members.length,
      roleChanges: spool.count(),
      tokens: tokens.length,
    };
    zip.addBuffer(
      Buffer.from(json(await manifestOf(parts, keys, files, counts))),
      manifestName,
      options,
    );
    zip.end();
  } finally {
    spool.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Spool {
  readonly write: (lines: string, rows: number) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly count: () => number;
  /** Lets go of the file, also half way. */
  readonly destroy: () => void;
}

function spoolRoleChanges(path: string): Spool {
  const file = createWriteStream(path, { mode: 0o600 });
  let failure: Error | undefined;
  // A disk that is full must end the export, not the process.
  file.on("error", (error) => (failure = error));
  let count = 0;
  file.write(roleChangesHeader());
  return {
    async write(lines, rows) {
      if (failure !== undefined) throw failure;
      count += rows;
      if (lines !== "" && !file.write(lines)) await once(file, "drain");
    },
    async end() {
      if (failure !== undefined) throw failure;
      file.end();
      await finished(file);
    },
    count: () => count,
    destroy: () => void file.destroy(),
  };
}

async function* eventLines(
  { entries, codec, filter }: BundleParts,
  replay: ReturnType<typeof createReplay>,
  writeRoleChanges: Spool["write"],
): AsyncGenerator<string, undefined> {
  for await (const records of entries) {
    const parsed = records.map(parsedOf);
    const [disclosed, events] = await Promise.all([
      disclose(codec, parsed),
      sealedCodec.decodeParsed(parsed),
    ]);
    const lines: string[] = [];
    const changes: MemberRoleChange[] = [];
    for (const [index, record] of records.entries()) {
      const shown = { record, disclosed: disclosed[index] };
      lines.push(cloudEventLine(shown));
      const place = { ...record, subjectId: record.subjectId, personal: shown.disclosed?.personal };
      const played = replay.play(events[index] as DomainEvent, place);
      changes.push(...played.filter((change) => isShown(change, filter.from)));
    }
    await writeRoleChanges(roleChangesLines(changes), changes.length);
    yield `${lines.join("\n")}\n`;
  }
  return undefined;
}

async function* inParts<Row>(
  header: string,
  rows: readonly Row[],
  lines: (rows: readonly Row[]) => string,
): AsyncGenerator<string, undefined> {
  yield header;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    yield lines(rows.slice(start, start + rowsAtOnce));
  }
  return undefined;
}

async function* text(content: string): AsyncGenerator<string, undefined> {
  yield content;
  return undefined;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const headJson = ({ size, root }: TreeHead) => ({ size, root: root.toString("base64") });

function consistencyText(from: TreeHead, to: TreeHead, hashes: readonly Buffer[]): string {
  const encoded = hashes.map((hash) => hash.toString("base64"));
  return json({ from: headJson(from), to: headJson(to), hashes: encoded });
}

async function manifestOf(
  parts: BundleParts,
  keys: readonly PublicKey[],
  files: Manifest["files"],
  counts: Manifest["counts"],
): Promise<Manifest> {
  const { organizationId, filter, head, previous, requestedBy, createdAt, signer } = parts;
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

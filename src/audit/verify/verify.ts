/**
 * Verifies a bundle with nothing but the bundle, and a key that the auditor got elsewhere: signature,
 * files, order, root, checkpoint, consistency - and makes its tables again from its events, byte for
 * byte. Every check is made, whatever the others found, so that all that is wrong is named.
 */
import type { z } from "zod";
import { reviewHeader, reviewLines } from "../access-review.ts";
import {
  bundleKeys,
  consistency,
  type FileName,
  fileNames,
  isSigned,
  type Manifest,
  manifest,
  manifestName,
} from "../bundle/manifest.ts";
import { tokensHeader, tokensLines } from "../bundle/tables.ts";
import { isConsistent, type TreeHead } from "../merkle.ts";
import { openNote, originOf, parseCheckpoint } from "../note.ts";
import { createDigest, type Digest } from "./digest.ts";
import { readEvents, type ReadEvents } from "./events.ts";
import { type Fail, type Failure, type FailureName, Unverifiable } from "./failures.ts";
import { openParts, type Parts, readOrRefuse } from "./parts.ts";
import { checkPrevious, readPrevious } from "./previous.ts";
import { signingKeyId } from "../succession.ts";
import { lineageOf, type Trust, trustedFrom, trustOf } from "./trust.ts";

export interface VerifyOptions {
  /** Base64 of the Ed25519 key that the auditor got another way. */
  readonly pinned?: string | undefined;
  /** An older bundle, or a checkpoint that was kept. */
  readonly previous?: string | undefined;
  readonly onProgress?: (progress: { readonly events: number; readonly total: number }) => void;
}

export interface Verdict {
  /** Empty: nothing is wrong. */
  readonly failures: readonly Failure[];
  readonly trust: Trust;
  /** Undefined where there was no manifest to read. */
  readonly manifest: Manifest | undefined;
}

/** @throws never for a bundle, however it is damaged: what is wrong is in the verdict */
export async function verifyBundle(path: string, options: VerifyOptions = {}): Promise<Verdict> {
  let parts: Parts | undefined;
  const failures: Failure[] = [];
  let known: Pick<Verdict, "trust" | "manifest"> = {
    trust: { kind: options.pinned === undefined ? "UNSIGNED" : "REFUSED" },
    manifest: undefined,
  };
  try {
    parts = await openParts(path);
    const { manifest: of, trust, keys } = await readManifest(parts, options, failures);
    known = { manifest: of, trust };
    await verifyParts(parts, of, keys, options, failures);
  } catch (error) {
    // Whatever else goes wrong with what a bundle says, is the bundle's fault.
    const { message } = error as Error;
    const unexpected: Failure = { name: "not-a-bundle", detail: message.slice(0, 200) };
    failures.push(error instanceof Unverifiable ? error.failure : unexpected);
  } finally {
    parts?.close();
  }
  return { ...known, failures };
}

type Keys = z.output<typeof bundleKeys>;

async function readManifest(
  parts: Parts,
  { pinned }: VerifyOptions,
  failures: Failure[],
): Promise<{ readonly manifest: Manifest; readonly trust: Trust; readonly keys: Keys }> {
  for (const name of parts.unexpected) failures.push({ name: "file-unexpected", detail: name });
  const of = await parsed(parts, manifestName, manifest, "manifest-invalid");
  const keys = await parsed(parts, "keys.json", bundleKeys, "manifest-invalid");
  for (const { keyId, publicKey } of [of, ...keys]) {
    if (signingKeyId(Buffer.from(publicKey, "base64")) === keyId) continue;
    throw new Unverifiable("manifest-invalid", `the key ${keyId} has another id`);
  }
  const holds = isSigned(of);
  if (of.signature !== undefined && !holds) {
    failures.push({ name: "signature-invalid", detail: manifestName });
  }
  const succession = pinned === undefined ? undefined : trustedFrom(pinned, keys);
  failures.push(...(succession?.failures ?? []));
  const trust = trustOf(of, holds, succession?.trusted);
  if (pinned !== undefined && trust.kind !== "PINNED" && (holds || of.signature === undefined)) {
    const detail = of.signature === undefined ? "it is not signed" : `it is signed by ${of.keyId}`;
    failures.push({ name: "key-mismatch", detail });
  }
  return { manifest: of, trust, keys };
}

/** A part of the bundle in its format. @throws Unverifiable where it has another */
async function parsed<Schema extends z.ZodType>(
  parts: Parts,
  name: Parameters<Parts["text"]>[0],
  schema: Schema,
  failure: FailureName,
): Promise<z.output<Schema>> {
  const text = await parts.text(name);
  try {
    const value: unknown = JSON.parse(text);
    // As it was written, and no other way: of two members of one name others might read the other one.
    if (`${JSON.stringify(value, undefined, 2)}\n` !== text)
      throw new Error("it is written otherwise");
    return schema.parse(value);
  } catch (error) {
    const [said = ""] = (error as Error).message.split("\n");
    throw new Unverifiable(failure, `${name}: ${said.slice(0, 200)}`);
  }
}

async function verifyParts(
  parts: Parts,
  of: Manifest,
  keys: Keys,
  { pinned, previous, onProgress }: VerifyOptions,
  failures: Failure[],
): Promise<void> {
  const fail = (name: FailureName, detail: string): void => void failures.push({ name, detail });
  requireFiles(parts, of);
  const signers = [...(pinned === undefined ? [] : [pinned]), ...lineageOf(of.publicKey, keys)];
  const earlier = previous === undefined ? undefined : await readPrevious(previous, signers, fail);
  const proof = parts.has("consistency.json")
    ? await parsed(parts, "consistency.json", consistency, "consistency-proof-invalid")
    : undefined;
  const digests = new Map<FileName, ReturnType<Digest["end"]>>();
  // More than was signed, by a little, is looked at to say what it is; a bomb is not.
  const limitOf = (name: FileName): number => (of.files[name]?.bytes ?? 0) + slackBytes;
  const events = await readEvents(
    hashed(parts, "events.ndjson", digests, limitOf("events.ndjson")),
    {
      organizationId: of.organizationId,
      last: of.range.last,
      from: of.filter.from,
      onProgress: (count) => onProgress?.({ events: count, total: of.range.last }),
    },
  );
  for (const name of fileNames) {
    if (!digests.has(name) && parts.has(name))
      await drain(hashed(parts, name, digests, limitOf(name)));
  }
  for (const name of fileNames) {
    const [signed, found] = [of.files[name], digests.get(name)];
    // What could not be read to its end has a failure of its own.
    if (found === undefined) continue;
    if (signed?.sha256 !== found.sha256 || signed.bytes !== found.bytes) fail("file-changed", name);
  }
  failures.push(...events.failures);
  const head: TreeHead = { size: events.count, root: events.root };
  const isSame = head.root.toString("base64") === of.root;
  const isWhole = events.failures.length === 0;
  if (isWhole && !isSame) fail("events-altered", `their root is not ${of.root}`);
  await checkCheckpoint(parts, of, keys, fail);
  if (earlier) checkPrevious(earlier, of, events, fail);
  // What is made of events that are not the right ones says nothing more.
  if (!isWhole || !isSame) return;
  checkRecorded(events, fail);
  checkTables(of, events, digests, fail);
  checkConsistency(of, proof, head, events.rootAt, fail);
}

const slackBytes = 1_000_000;
/** Lines of a table made at once. */
const rowsAtOnce = 1_000;

/** @throws Unverifiable where a part is not there, or is there and was not signed */
function requireFiles(parts: Parts, of: Manifest): void {
  for (const name of fileNames) {
    const isSigned = of.files[name] !== undefined;
    const isNeeded = name !== "consistency.json" || of.previous !== undefined || isSigned;
    if (isNeeded && !parts.has(name)) throw new Unverifiable("file-missing", name);
    if (isNeeded && !isSigned) throw new Unverifiable("manifest-invalid", `it lacks ${name}`);
    if (!isNeeded && parts.has(name)) throw new Unverifiable("file-unexpected", name);
  }
}

/** A part's bytes, whose digest is known once they were all read. */
async function* hashed(
  parts: Parts,
  name: FileName,
  digests: Map<FileName, ReturnType<Digest["end"]>>,
  most: number,
): AsyncGenerator<Buffer, undefined> {
  const digest = createDigest();
  let bytes = 0;
  for await (const part of readOrRefuse(await parts.stream(name), name)) {
    digest.add(part);
    bytes += part.length;
    if (bytes > most) throw new Unverifiable("file-changed", `${name} is longer than was signed`);
    yield part;
  }
  digests.set(name, digest.end());
  return undefined;
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of content);
}

async function checkCheckpoint(parts: Parts, of: Manifest, keys: Keys, fail: Fail): Promise<void> {
  const origin = originOf(of.organizationId);
  const note = await parts.text("checkpoint.txt");
  const signers = [of.publicKey, ...keys.map(({ publicKey }) => publicKey)];
  const text = signers
    .map((publicKey) => openNote(note, origin, Buffer.from(publicKey, "base64")))
    .find((opened) => opened !== undefined);
  if (text === undefined) return fail("checkpoint-invalid", "no key of the bundle signed it");
  const said = parseCheckpoint(text);
  const isSame =
    said?.origin === origin &&
    said.size === of.range.last &&
    said.root.toString("base64") === of.root;
  if (!isSame) fail("checkpoint-mismatch", `it says ${text.trim().replaceAll("\n", " ")}`);
}

/** The log tells what it was when it was exported before: that must still be so. */
function checkRecorded({ recorded, rootAt }: ReadEvents, fail: Fail): void {
  for (const { size, root, position } of recorded) {
    const found = rootAt(size);
    if (found === undefined || size >= position) {
      fail("recorded-export-mismatch", `position ${position}: size ${size}`);
    } else if (found.toString("base64") !== root) {
      fail("recorded-export-mismatch", `position ${position}: another root at size ${size}`);
    }
  }
}

function checkTables(
  of: Manifest,
  { replay, roleChanges, count }: ReadEvents,
  digests: ReadonlyMap<FileName, ReturnType<Digest["end"]>>,
  fail: Fail,
): void {
  const members = replay.members();
  const tokens = replay.tokens();
  const review = tableDigest(reviewHeader(), members, reviewLines);
  const tokenTable = tableDigest(tokensHeader(), tokens, tokensLines);
  const compare = (name: FileName, digest: Digest, failure: FailureName): void => {
    const found = digests.get(name);
    if (found !== undefined && found.sha256 !== digest.end().sha256) fail(failure, name);
  };
  compare("access-review.csv", review, "access-review-differs");
  compare("role-changes.csv", roleChanges.digest, "role-changes-differ");
  compare("tokens.csv", tokenTable, "tokens-differ");
  const counts = {
    events: count,
    members: members.length,
    roleChanges: roleChanges.count,
    tokens: tokens.length,
  };
  for (const [name, found] of Object.entries(counts)) {
    const said = of.counts[name as keyof typeof counts];
    if (said !== found) fail("counts-mismatch", `${name}: ${said} said, ${found} found`);
  }
}

function tableDigest<Row>(
  header: string,
  rows: readonly Row[],
  lines: (rows: readonly Row[]) => string,
): Digest {
  const digest = createDigest(header);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    digest.add(lines(rows.slice(start, start + rowsAtOnce)));
  }
  return digest;
}

function checkConsistency(
  of: Manifest,
  proof: z.output<typeof consistency> | undefined,
  head: TreeHead,
  rootAt: ReadEvents["rootAt"],
  fail: Fail,
): void {
  if (of.previous === undefined && proof === undefined) return;
  const name = "consistency-proof-invalid";
  if (of.previous === undefined || proof === undefined) {
    return fail(name, "proof and previous export come together");
  }
  const { from, to, hashes } = proof;
  const isAboutThese =
    from.size === of.previous.size &&
    from.root === of.previous.root &&
    to.size === head.size &&
    to.root === head.root.toString("base64");
  if (!isAboutThese) return fail(name, "it is about other sizes or roots");
  const earlier = { size: from.size, root: Buffer.from(from.root, "base64") };
  const path = hashes.map((hash) => Buffer.from(hash, "base64"));
  if (!isConsistent(earlier, head, path)) return fail(name, "the proof does not hold");
  if (rootAt(from.size)?.equals(earlier.root) !== true) {
    fail(name, `the first ${from.size} events have another root`);
  }
}

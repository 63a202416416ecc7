/**
 * Verifies a bundle offline, with a key that the auditor got elsewhere. It checks signature, files,
 * order, root, checkpoint and consistency, and makes the tables again from the events. It continues
 * after a failure where it can, so that all damage is named.
 */
import { consistency, type Manifest } from "../../../src/audit/bundle/manifest.ts";
import { emptyRoot, type TreeHead } from "../../../src/audit/merkle.ts";
import { readEvents } from "./events.ts";
import { type VerifyFailure, type FailureName, Unverifiable } from "./failures.ts";
import { filesOf } from "./files.ts";
import { checkCheckpoint, checkConsistency, checkPrevious, checkRecorded } from "./growth.ts";
import { createLeaves } from "./leaves.ts";
import { openParts, type Parts } from "./parts.ts";
import { readPrevious } from "./previous.ts";
import { parsed, readManifest, type SignedManifest } from "./signature.ts";
import { checkTables } from "./tables.ts";
import { lineageOf } from "./trust.ts";
import type { Described, Trust, Verdict, VerifyOptions } from "./verdict.ts";
import { ambiguityIn } from "./zip-layout.ts";

/** Never throws because of a damaged bundle: the verdict says what is wrong. */
export async function verifyBundle(path: string, options: VerifyOptions = {}): Promise<Verdict> {
  let parts: Parts | undefined;
  const failures: VerifyFailure[] = [];
  let trust: Trust = { kind: options.pinned === undefined ? "UNSIGNED" : "REFUSED" };
  let manifest: Manifest | undefined;
  try {
    parts = await openParts(path);
    const signed = await readManifest(parts, options.pinned, failures);
    ({ manifest, trust } = signed);
    await verifyParts(parts, signed, options, failures);
  } catch (error) {
    // Any other error comes from the bundle's content, so it is a failure of the bundle.
    const { message } = error as Error;
    const unexpected: VerifyFailure = { name: "not-a-bundle", detail: message.slice(0, 200) };
    failures.push(error instanceof Unverifiable ? error.failure : unexpected);
  } finally {
    parts?.close();
  }
  // The data is read once more only if its sizes are as signed.
  const ambiguity = await ambiguityIn(path, failures.length === 0).catch(({ message }: Error) =>
    message.slice(0, 200),
  );
  if (parts !== undefined && ambiguity !== undefined) {
    failures.push({ name: "zip-ambiguous", detail: ambiguity });
  }
  const isVerified = failures.length === 0 && trust.kind !== "UNSIGNED";
  return { isVerified, trust, failures, ...(manifest && described(manifest)) };
}

function described(manifest: Manifest): Described {
  const { organizationId, range, counts, root, createdAt, requestedBy } = manifest;
  return { organizationId, range, counts, root, createdAt, requestedBy };
}

async function verifyParts(
  parts: Parts,
  { manifest, keys }: SignedManifest,
  { pinned, previous, onProgress }: VerifyOptions,
  failures: VerifyFailure[],
): Promise<void> {
  const fail = (name: FailureName, detail: string): void => void failures.push({ name, detail });
  const files = filesOf(parts, manifest);
  const signers = [
    ...(pinned === undefined ? [] : [pinned]),
    ...lineageOf(manifest.publicKey, keys),
  ];
  const earlier = previous === undefined ? undefined : await readPrevious(previous, signers, fail);
  const proof = parts.has("consistency.json")
    ? await parsed(parts, "consistency.json", consistency, "consistency-proof-invalid")
    : undefined;
  const leaves = createLeaves();
  const events = await readEvents(files.read("events.ndjson"), leaves, {
    organizationId: manifest.organizationId,
    last: manifest.range.last,
    from: manifest.filter.from,
    onProgress: (count) => onProgress?.({ events: count, total: manifest.range.last }),
  });
  const digests = await files.check(fail);
  failures.push(...events.failures);
  const root = leaves.rootAt(events.count) ?? emptyRoot;
  const head: TreeHead = { size: events.count, root };
  const isSame = root.toString("base64") === manifest.root;
  const isWhole = events.failures.length === 0;
  if (isWhole && !isSame) fail("events-altered", `their root is not ${manifest.root}`);
  await checkCheckpoint(parts, manifest, keys, fail);
  if (earlier) checkPrevious(earlier, manifest, events.count, leaves.rootAt, fail);
  // The remaining checks would say nothing more about wrong events.
  if (!isWhole || !isSame) return;
  checkRecorded(events.recorded, leaves.rootAt, fail);
  checkTables(manifest, events, digests, fail);
  checkConsistency(manifest, proof, { head, recorded: events.recorded }, leaves.rootAt, fail);
}

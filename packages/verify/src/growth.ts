/** Checks that the log only grew: its checkpoint, its earlier exports, and what the auditor kept. */
import type { z } from "zod";
import type { consistency, Manifest } from "../../../src/audit/bundle/manifest.ts";
import { isConsistent, type TreeHead } from "../../../src/audit/merkle.ts";
import {
  type LogCheckpoint,
  openNote,
  originOf,
  parseCheckpoint,
} from "../../../src/audit/note.ts";
import type { ReadEvents } from "./events.ts";
import type { Fail } from "./failures.ts";
import type { Leaves } from "./leaves.ts";
import type { Parts } from "./parts.ts";
import type { Keys } from "./trust.ts";

type RootAt = Leaves["rootAt"];

/** The bundle's checkpoint must describe exactly this log. */
export async function checkCheckpoint(
  parts: Parts,
  manifest: Manifest,
  keys: Keys,
  fail: Fail,
): Promise<void> {
  const origin = originOf(manifest.organizationId);
  const note = await parts.text("checkpoint.txt");
  const signers = [manifest.publicKey, ...keys.map(({ publicKey }) => publicKey)];
  const text = signers
    .map((publicKey) => openNote(note, origin, Buffer.from(publicKey, "base64")))
    .find((opened) => opened !== undefined);
  if (text === undefined) return fail("checkpoint-invalid", "no key of the bundle signed it");
  const checkpoint = parseCheckpoint(text);
  const isSame =
    checkpoint?.origin === origin &&
    checkpoint.size === manifest.range.last &&
    checkpoint.root.toString("base64") === manifest.root;
  if (!isSame) fail("checkpoint-mismatch", `it says ${text.trim().replaceAll("\n", " ")}`);
}

/** The log must extend the previous checkpoint. */
export function checkPrevious(
  earlier: LogCheckpoint,
  manifest: Manifest,
  count: number,
  rootAt: RootAt,
  fail: Fail,
): void {
  if (earlier.origin !== originOf(manifest.organizationId)) {
    return fail("previous-of-another-log", earlier.origin);
  }
  if (count < earlier.size) {
    return fail("rolled-back", `it had ${earlier.size} entries and now has ${count}`);
  }
  if (rootAt(earlier.size)?.equals(earlier.root) !== true) {
    fail("history-rewritten", `the first ${earlier.size} events have another root`);
  }
}

/** The sizes and roots that earlier exports recorded in the log must still be true. */
export function checkRecorded(recorded: ReadEvents["recorded"], rootAt: RootAt, fail: Fail): void {
  for (const { size, root, position } of recorded) {
    const found = size < position ? rootAt(size) : undefined;
    if (found === undefined) {
      fail("recorded-export-mismatch", `position ${position}: impossible size ${size}`);
    } else if (found.toString("base64") !== root) {
      fail("recorded-export-mismatch", `position ${position}: another root at size ${size}`);
    }
  }
}

/** The proof must show that the log extends that of the previous bundle, as recorded in the log. */
export function checkConsistency(
  manifest: Manifest,
  proof: z.output<typeof consistency> | undefined,
  { head, recorded }: { readonly head: TreeHead; readonly recorded: ReadEvents["recorded"] },
  rootAt: RootAt,
  fail: Fail,
): void {
  const name = "consistency-proof-invalid";
  const before = recorded.findLast(({ format, size }) => format === "bundle" && size > 0);
  if (before?.size !== manifest.previous?.size || before?.root !== manifest.previous?.root) {
    const found = before === undefined ? "none" : `one at position ${before.position}`;
    return fail(name, `the previous bundle is not the one that the log recorded: ${found}`);
  }
  if (manifest.previous === undefined && proof === undefined) return;
  if (manifest.previous === undefined || proof === undefined) {
    return fail(name, "the proof and the manifest's previous export must come together");
  }
  const { from, to, hashes } = proof;
  const isAboutThese =
    from.size === manifest.previous.size &&
    from.root === manifest.previous.root &&
    to.size === head.size &&
    to.root === head.root.toString("base64");
  if (!isAboutThese) return fail(name, "the proof has other sizes or roots than the manifest");
  const earlier = { size: from.size, root: Buffer.from(from.root, "base64") };
  const path = hashes.map((hash) => Buffer.from(hash, "base64"));
  if (!isConsistent(earlier, head, path)) return fail(name, "the proof is not valid");
  if (rootAt(from.size)?.equals(earlier.root) !== true) {
    fail(name, `the first ${from.size} events have another root`);
  }
}

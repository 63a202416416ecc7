/** What the auditor kept of the log, against what the bundle says of it now. */
import { open } from "node:fs/promises";
import type { Manifest } from "../bundle/manifest.ts";
import { type Checkpoint, openNote, originOf, parseCheckpoint } from "../note.ts";
import type { ReadEvents } from "./events.ts";
import type { Fail } from "./failures.ts";
import { openParts } from "./parts.ts";

/** A checkpoint that was kept: in an older bundle, or a note by itself. Some key we know has signed it. */
export async function readPrevious(
  path: string,
  signers: readonly string[],
  fail: Fail,
): Promise<Checkpoint | undefined> {
  const note = await readNote(path).catch(() => "");
  const [origin = ""] = note.split("\n", 1);
  const text = signers
    .map((publicKey) => openNote(note, origin, Buffer.from(publicKey, "base64")))
    .find((opened) => opened !== undefined);
  const said = text === undefined ? undefined : parseCheckpoint(text);
  if (said === undefined) {
    fail("previous-invalid", `${path} holds no checkpoint that a key of the bundle has signed`);
  }
  return said;
}

/** Far more than a checkpoint has. */
const noteBytes = 20_000;

async function readNote(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(noteBytes), 0, noteBytes, 0);
    const start = buffer.subarray(0, bytesRead).toString("utf8");
    if (!start.startsWith("PK")) return start;
  } finally {
    await file.close();
  }
  const parts = await openParts(path);
  try {
    return await parts.text("checkpoint.txt");
  } finally {
    parts.close();
  }
}

/** The log of the bundle must begin with what was kept. */
export function checkPrevious(
  earlier: Checkpoint,
  of: Manifest,
  { count, rootAt }: ReadEvents,
  fail: Fail,
): void {
  if (earlier.origin !== originOf(of.organizationId)) {
    return fail("previous-of-another-log", earlier.origin);
  }
  if (count < earlier.size) {
    return fail("rolled-back", `it had ${earlier.size} entries, and has ${count}`);
  }
  if (rootAt(earlier.size)?.equals(earlier.root) !== true) {
    fail("history-rewritten", `the first ${earlier.size} events have another root`);
  }
}

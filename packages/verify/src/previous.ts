/** Reads what the auditor kept of the log: an older bundle, or a single checkpoint. */
import { open } from "node:fs/promises";
import { type LogCheckpoint, openNote, parseCheckpoint } from "../../../src/audit/note.ts";
import type { Fail } from "./failures.ts";
import { openParts } from "./parts.ts";

/** Reads a checkpoint signed by one of the keys. Of an older bundle, only the checkpoint is read. */
export async function readPrevious(
  path: string,
  signers: readonly string[],
  fail: Fail,
): Promise<LogCheckpoint | undefined> {
  const note = await readNote(path).catch(() => "");
  const [origin = ""] = note.split("\n", 1);
  const text = signers
    .map((publicKey) => openNote(note, origin, Buffer.from(publicKey, "base64")))
    .find((opened) => opened !== undefined);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (checkpoint === undefined) {
    fail("previous-invalid", `${path} has no checkpoint that a known key signed`);
  }
  return checkpoint;
}

/** Far more than a checkpoint needs. */
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

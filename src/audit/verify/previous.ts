/** What the auditor kept of the log: an older bundle, or a checkpoint by itself. */
import { open } from "node:fs/promises";
import { type LogCheckpoint, openNote, parseCheckpoint } from "../note.ts";
import type { Fail } from "./failures.ts";
import { openParts } from "./parts.ts";

/** Some key we know has signed it. Of an older bundle its checkpoint is read, and nothing else. */
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

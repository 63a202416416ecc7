/** Runs the command: checks a bundle and prints the verdict. */
import { open } from "node:fs/promises";
import { getSystemErrorMap } from "node:util";
import { showProgress } from "../../../src/platform/progress.ts";
import { StartupError } from "../../../src/platform/startup-error.ts";
import { pinnedKeyFrom } from "./pinned-key.ts";
import { reportOn } from "./report.ts";
import { verifyInThread } from "./thread.ts";
import type { Verdict } from "./verdict.ts";

/** 1 is the code of any other error, such as an unreadable file. */
const exitCodes = { verified: 0, refused: 2, unsigned: 3 } as const;

export interface CommandOptions {
  readonly key?: string;
  readonly previous?: string;
  readonly json?: boolean;
}

export async function runVerify(
  bundle: string,
  { key, previous, json }: CommandOptions,
): Promise<void> {
  const pinned = key === undefined ? undefined : pinnedKeyFrom(key);
  if (key !== undefined && pinned === undefined) {
    throw new StartupError("--key must be an Ed25519 key in base64, as GET /v1/keys shows it");
  }
  for (const path of [bundle, previous]) if (path !== undefined) await requireReadable(path);
  const progress = showProgress(process.stderr, "entries");
  const verdict = await verifyInThread(bundle, {
    pinned,
    previous,
    onProgress: ({ events, total }) =>
      progress.show({ label: "verifying", done: events, total, processed: events }),
  }).finally(progress.end);
  const lines = json ? [JSON.stringify(verdict, undefined, 2)] : reportOn(verdict);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = exitCodeOf(verdict);
}

/** An unreadable file is an error, not a verdict about the bundle. */
async function requireReadable(path: string): Promise<void> {
  try {
    await using file = await open(path);
    await file.read(Buffer.alloc(1));
  } catch (error) {
    const { errno = 0, message } = error as NodeJS.ErrnoException;
    const [, reason = message] = getSystemErrorMap().get(errno) ?? [];
    throw new StartupError(`cannot read ${path}: ${reason}; check the path`);
  }
}

function exitCodeOf({ failures, trust }: Verdict): number {
  if (failures.length > 0) return exitCodes.refused;
  return trust.kind === "UNSIGNED" ? exitCodes.unsigned : exitCodes.verified;
}

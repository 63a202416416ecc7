/** `muster verify`: checks a bundle offline and prints the verdict. */
import { open } from "node:fs/promises";
import { getSystemErrorMessage } from "node:util";
import { failures } from "../audit/verify/failures.ts";
import { pinnedKeyFrom, trustLine } from "../audit/verify/trust.ts";
import { type Verdict, verifyBundle } from "../audit/verify/verify.ts";
import { StartupError } from "../platform/startup-error.ts";
import { showProgress } from "./progress.ts";

/** 1 is the code of any other error, such as an unreadable file. */
const exitCodes = { verified: 0, refused: 2, unsigned: 3 } as const;

export interface VerifyOptions {
  readonly key?: string;
  readonly previous?: string;
  readonly json?: boolean;
}

export async function verify(
  bundle: string,
  { key, previous, json }: VerifyOptions,
): Promise<void> {
  const pinned = key === undefined ? undefined : pinnedKeyFrom(key);
  if (key !== undefined && pinned === undefined) {
    throw new StartupError("--key must be an Ed25519 key in base64, as GET /v1/keys shows it");
  }
  for (const path of [bundle, previous]) if (path !== undefined) await requireReadable(path);
  const progress = showProgress(process.stderr, "entries");
  const verdict = await verifyBundle(bundle, {
    pinned,
    previous,
    onProgress: ({ events, total }) =>
      progress.show({ label: "verifying", done: events, total, processed: events }),
  }).finally(progress.end);
  const lines = json ? [JSON.stringify(summary(verdict), undefined, 2)] : report(verdict);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = exitCodeOf(verdict);
}

/** An unreadable file is an error, not a verdict about the bundle. */
async function requireReadable(path: string): Promise<void> {
  try {
    await using file = await open(path);
    await file.read(Buffer.alloc(1));
  } catch (error) {
    const { errno = 0 } = error as NodeJS.ErrnoException;
    throw new StartupError(`cannot read ${path}: ${getSystemErrorMessage(errno)}; check the path`);
  }
}

function exitCodeOf({ failures: found, trust }: Verdict): number {
  if (found.length > 0) return exitCodes.refused;
  return trust.kind === "UNSIGNED" ? exitCodes.unsigned : exitCodes.verified;
}

function summary({ failures: found, trust, manifest }: Verdict) {
  const { organizationId, range, counts, root, createdAt, requestedBy } = manifest ?? {};
  const isVerified = found.length === 0 && trust.kind !== "UNSIGNED";
  const report = { organizationId, range, counts, root, createdAt, requestedBy };
  return { isVerified, trust, failures: found, ...report };
}

function report(verdict: Verdict): string[] {
  const { failures: found, trust, manifest } = verdict;
  const about =
    manifest === undefined
      ? []
      : [
          `Organization ${manifest.organizationId}, exported ${manifest.createdAt} by ${manifest.requestedBy}`,
          `${manifest.counts.events} events, ${manifest.counts.members} members, ${manifest.counts.tokens} tokens; root ${manifest.root}`,
        ];
  if (found.length === 0) {
    const isSigned = trust.kind !== "UNSIGNED";
    return [
      isSigned ? "VERIFIED" : "INTACT, BUT UNSIGNED",
      ...about,
      "The events are complete and in order, and the tables rebuilt from them match byte for byte.",
      trustLine(trust),
    ];
  }
  const named = found.map(({ name, detail }) => `  ${name}: ${failures[name]} (${shown(detail)})`);
  return ["REFUSED", ...about, ...named, trustLine(trust)];
}

/** Text from a bundle must not move the cursor or begin a line. */
function shown(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?").slice(0, 300);
}

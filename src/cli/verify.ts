/** `muster verify`: whether a bundle is what it says, without any server. */
import { type Command, InvalidArgumentError } from "commander";
import { failures } from "../audit/verify/failures.ts";
import { pinnedKeyFrom, trustLine } from "../audit/verify/trust.ts";
import { type Verdict, verifyBundle } from "../audit/verify/verify.ts";
import { showProgress } from "./progress.ts";

/** What the command ends with. 1 is left to what could not be run at all. */
const exitCodes = { verified: 0, refused: 2, unsigned: 3 } as const;

interface Options {
  readonly key?: string;
  readonly previous?: string;
  readonly json?: boolean;
}

export function registerVerify(program: Command): void {
  program
    .command("verify")
    .description("checks a bundle offline: signature, order, root, consistency, and its tables")
    .argument("<bundle>", "the zip that an export of the format `bundle` gave")
    .option("--key <key>", "the public key, got another way than the bundle", parseKey)
    .option("--previous <file>", "an older bundle, or a checkpoint that was kept")
    .option("--json", "prints the verdict as JSON")
    .addHelpText(
      "after",
      "\nEnds with 0 where nothing is wrong, 2 where the bundle is refused, 3 where nobody signed it.",
    )
    .action(async (bundle: string, { key: pinned, previous, json }: Options) => {
      const progress = showProgress(process.stderr);
      const verdict = await verifyBundle(bundle, {
        pinned,
        previous,
        onProgress: ({ events, total }) =>
          progress.show({ label: "verifying", done: events, total, events }),
      }).finally(progress.end);
      const lines = json ? [JSON.stringify(summary(verdict), undefined, 2)] : report(verdict);
      process.stdout.write(`${lines.join("\n")}\n`);
      process.exitCode = exitCodeOf(verdict);
    });
}

function parseKey(text: string): string {
  const key = pinnedKeyFrom(text);
  if (key === undefined) {
    throw new InvalidArgumentError(
      "It must be an Ed25519 key in base64, as GET /v1/keys shows it.",
    );
  }
  return key;
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
      "The events are complete and in order, and make the tables again byte for byte.",
      trustLine(trust),
    ];
  }
  const named = found.map(({ name, detail }) => `  ${name}: ${failures[name]} (${shown(detail)})`);
  return ["REFUSED", ...about, ...named, trustLine(trust)];
}

/** What a bundle says is shown as text: nothing in it moves the cursor, or begins a line. */
function shown(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?").slice(0, 300);
}

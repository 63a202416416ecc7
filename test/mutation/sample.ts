/**
 * A checker for Stryker that lets a sample of the mutants through: those whose hash is below the part's share.
 * So the same mutants are tried on every machine, until the code around them changes.
 */
import { createHash } from "node:crypto";
import { type Checker, type CheckResult, CheckStatus } from "@stryker-mutator/api/check";
import type { Mutant } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { parts } from "./parts.ts";

class Sample implements Checker {
  async init(): Promise<void> {
    // Nothing to prepare.
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const { share = 1 } = parts[process.env["MUTATION_PART"] ?? ""] ?? {};
    return Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        placeOf(mutant) < share
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: "not in the sample" },
      ]),
    );
  }

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }
}

/** From 0 to 1, by what the mutant is and where it stands. */
function placeOf({ fileName, location, mutatorName, replacement }: Mutant): number {
  const file = fileName.slice(fileName.lastIndexOf("/src/"));
  const text = JSON.stringify([file, location, mutatorName, replacement]);
  return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", Sample)];

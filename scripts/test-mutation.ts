/**
 * `npm run test:mutation`: changes the code in one place at a time and runs the tests; a change that none of
 * them notices survives. Names of parts (test/mutation/parts.ts) choose some of them; with `report`,
 * docs/mutation.md is written.
 */
import { readFile, writeFile } from "node:fs/promises";
import { Stryker } from "@stryker-mutator/core";
import type { MutantResult } from "@stryker-mutator/api/core";
import { parts, type Part } from "../test/mutation/parts.ts";
import { type Outcome, outcomeOf, page } from "../test/mutation/outcome.ts";

const asked = process.argv.slice(2);
const wantsReport = asked.includes("report");
const names = asked.filter((name) => name !== "report");
const chosen = Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));

const outcomes: Outcome[] = [];
for (const [name, part] of chosen) {
  const outcome = await outcomeOf(part, await mutate(name, part));
  outcomes.push(outcome);
  const { noticed, tried, score, unexplained } = outcome;
  process.stdout.write(`${name}: ${noticed} of ${tried} mutants noticed, ${score.toFixed(1)} %\n`);
  for (const survivor of unexplained) process.stdout.write(`  survived: ${survivor}\n`);
}
const failed = outcomes.filter(({ score, part }) => score < part.atLeast).length;
process.stdout.write(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped\n`);
if (wantsReport) {
  const date = new Date().toISOString().slice(0, 10);
  await writeFile("docs/mutation.md", page(outcomes, await versionOfStryker(), date));
}
process.exitCode = failed === 0 ? 0 : 1;

async function mutate(name: string, part: Part): Promise<MutantResult[]> {
  process.env["MUTATION_PART"] = name;
  const stryker = new Stryker({
    mutate: [...part.mutated],
    testRunner: "one-process",
    plugins: ["./test/mutation/runner.ts", "./test/mutation/sample.ts"],
    checkers: part.share === undefined ? [] : ["sample"],
    coverageAnalysis: "perTest",
    concurrency: 2,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: `.stryker-tmp/${name}.json` },
    tempDirName: `.stryker-tmp/${name}`,
    // TypeScript 7 has no API with which Stryker could rewrite the file.
    tsconfigFile: "none.json",
    ignorePatterns: ["bench", "console", "demo", "docs/pictures"],
    timeoutMS: 60_000,
  });
  return stryker.runMutationTest();
}

async function versionOfStryker(): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile("package.json", "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return devDependencies["@stryker-mutator/core"] ?? "";
}

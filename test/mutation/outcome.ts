/** What became of a part's mutants, and docs/mutation.md, which shows it. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";
import type { Part } from "./parts.ts";
import { reasons, type Reason } from "./survivors.ts";

export interface Outcome {
  readonly part: Part;
  readonly tried: number;
  readonly noticed: number;
  /** The percentage of the mutants that tests noticed. */
  readonly score: number;
  /** Survivors with a reason, in the order of the reasons. */
  readonly explained: readonly (readonly [Reason, readonly string[]])[];
  /** Survivors without one, as `file:line: text -> replacement`. */
  readonly unexplained: readonly string[];
}

const noticed: ReadonlySet<string> = new Set(["Killed", "Timeout", "RuntimeError"]);
const unnoticed: ReadonlySet<string> = new Set(["Survived", "NoCoverage"]);

export async function outcomeOf(part: Part, results: readonly MutantResult[]): Promise<Outcome> {
  const killed = results.filter(({ status }) => noticed.has(status)).length;
  const survivors = results.filter(({ status }) => unnoticed.has(status)).map(describe);
  const tried = killed + survivors.length;
  const byReason = Map.groupBy(survivors, (text) =>
    reasons.find(({ mutants }) => mutants.test(text)),
  );
  return {
    part,
    tried,
    noticed: killed,
    score: tried === 0 ? 100 : (100 * killed) / tried,
    explained: reasons.flatMap((reason) => {
      const found = byReason.get(reason);
      return found === undefined ? [] : [[reason, found] as const];
    }),
    unexplained: byReason.get(undefined) ?? [],
  };
}

/** One line: where it stands, its text and what was put in its place. */
function describe({ fileName, location: { start, end }, replacement }: MutantResult): string {
  const lines = readFileSync(fileName, "utf8").split("\n");
  const own = lines.slice(start.line - 1, end.line);
  const last = own.length - 1;
  const text = own
    .map((line, index) => (index === last ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line));
  const short = (long: string) => {
    const line = long.replaceAll(/\s+/g, " ");
    return line.length > 70 ? `${line.slice(0, 69)}…` : line;
  };
  const place = `${relative(".", fileName)}:${start.line}`;
  return `${place}: ${short(text.join(" "))} -> ${short(replacement)}`;
}

/** @param date of the run, as people write it */
export function page(outcomes: readonly Outcome[], version: string, date: string): string {
  const rows = outcomes.map(({ part, tried, noticed: killed, score }) => {
    const bar = part.atLeast === 0 ? "" : `${part.atLeast} %`;
    return `| ${part.title} | ${tried} | ${killed} | ${tried - killed} | ${score.toFixed(1)} % | ${bar} |`;
  });
  const lists = outcomes.map(
    (outcome) => `### ${capital(outcome.part.title)}\n\n${survivorsOf(outcome)}`,
  );
  return `# Mutation tests

Written by \`npm run test:mutation -- report\`; do not edit. Stryker ${version} changes the code in one place at a time, a *mutant*, and runs the tests of that part. A mutant that no test notices *survives*. Why it is done: [0043](decisions/0043-tests-that-would-notice.md). What is mutated, by which tests it must be noticed, and the bars: \`test/mutation/parts.ts\`; the reasons below: \`test/mutation/survivors.ts\`.

Run on ${date}.

| part | mutants | noticed | survived | share | bar |
|---|---|---|---|---|---|
${rows.join("\n")}

## Survivors

${lists.join("\n\n")}
`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function survivorsOf({ explained, unexplained, part }: Outcome): string {
  const open = part.atLeast === 0 ? "Not noticed by the tests of this part" : "Not tested yet";
  const lines = [
    ...explained.map(([{ why }, found]) => listOf(why, found)),
    ...(unexplained.length === 0 ? [] : [listOf(open, unexplained)]),
  ];
  return lines.length === 0 ? "None." : lines.join("\n");
}

function listOf(why: string, found: readonly string[]): string {
  const places = found.map((text) => text.slice(0, text.indexOf(": ")));
  const byFile = Map.groupBy(places, (place) => place.slice(0, place.indexOf(":")));
  const files = [...byFile].map(([file, inIt]) => {
    const lines = new Set(inIt.map((place) => Number(place.slice(place.indexOf(":") + 1))));
    return `\`${file}\` ${[...lines].toSorted((a, b) => a - b).join(", ")}`;
  });
  return `- ${why} (${found.length}): ${files.join("; ")}`;
}

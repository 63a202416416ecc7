/** The report of a run: a table for people, and the same between two markers of docs/reliability.md. */
import { readFile, writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { repository } from "../support/process.ts";
import type { Row } from "./run-scene.ts";

const page = join(repository, "docs/reliability.md");
const shownFindings = 5;

/** The kinds of findings, with the heading of their column. */
const kinds = [
  ["lost", "lost"],
  ["twice", "done twice"],
  ["halfDone", "half done"],
  ["other", "other findings"],
] as const;

export function hasFindings(row: Row): boolean {
  return kinds.some(([kind]) => row[kind].length > 0);
}

export function table(rows: readonly Row[]): string {
  return [
    "| where | fault | rounds | acknowledged | lost | done twice | half done | rights ended, tried afterwards | recovery p50 | worst | other findings |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...rows.map((row) => {
      const { scene, fault, rounds, acknowledged, rights, recoveries } = row;
      const sorted = recoveries.toSorted((one, other) => one - other);
      const cells = [
        scene,
        fault,
        rounds,
        number(acknowledged),
        row.lost.length,
        row.twice.length,
        row.halfDone.length,
        `${number(rights.ended)}, ${number(rights.tried)}`,
        seconds(sorted[Math.floor((sorted.length - 1) / 2)]),
        seconds(sorted.at(-1)),
        row.other.length,
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}

/** What was found, in words. */
export function findings(rows: readonly Row[]): string {
  return rows
    .flatMap((row) =>
      kinds.flatMap(([kind, heading]) => {
        const found = row[kind];
        const more = found.length - shownFindings;
        const shown = [...found.slice(0, shownFindings), ...(more > 0 ? [`and ${more} more`] : [])];
        return shown.map((text) => `${row.scene}, ${row.fault}: ${heading}: ${text}`);
      }),
    )
    .join("\n");
}

/** @param marker names the part of the page that the run replaces */
export async function writeReport(
  marker: "faults" | "kills",
  command: string,
  minutes: number,
  rows: readonly Row[],
): Promise<void> {
  const begin = `<!-- ${marker}: written by the suite -->`;
  const end = `<!-- ${marker}: end -->`;
  const text = await readFile(page, "utf8");
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/reliability.md lacks the markers of ${marker}`);
  }
  const [cpu] = cpus();
  const found = findings(rows);
  const written = [
    begin,
    "",
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${minutes} minutes: ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node.js ${process.versions.node}. The suite, its load, the instances and PostgreSQL share the machine.`,
    "",
    table(rows),
    ...(found === "" ? [] : ["", "```text", found, "```"]),
    "",
    end,
  ].join("\n");
  await writeFile(page, before + written + after);
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "" : `${(milliseconds / 1_000).toFixed(1)} s`;
}

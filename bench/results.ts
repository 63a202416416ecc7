/** The raw figures of all rows, kept in results.json: a row that is measured again replaces its own. */
import { readFile, writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import type { Measured, Pace } from "./contest.ts";

export interface Result extends Pace {
  /** RFC 3339. */
  readonly measuredAt: string;
  readonly machine: string;
  readonly software: string;
  /** Of the machine, when the row began. */
  readonly load: number;
  readonly measured: readonly Measured[];
  readonly leftOut: readonly string[];
  readonly verified: readonly string[];
}

/** By the name of the row. */
export type Results = Readonly<Record<string, Result>>;

const path = join(import.meta.dirname, "results.json");

export async function readResults(): Promise<Results> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  return JSON.parse(text) as Results;
}

export async function writeResults(results: Results): Promise<void> {
  await writeFile(path, `${JSON.stringify(results, rounded, 1)}\n`);
}

/** More digits than can be measured would only fill the file. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(5)) : value;
}

export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} cores (${cores[0]?.model.trim()}), ${memory} GiB, Linux ${release()}`;
}

/** What a load generator is told and answers. Each load is made by a process of its own (load-generator.ts). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { watchMemory } from "./memory.ts";

/** A request, or one of several variants of it: `{n}` in a body becomes a running number. */
export interface PlannedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each pass over all requests takes the next body, so that a command changes something every time. */
  readonly bodies?: readonly string[];
}

export interface Plan {
  readonly url: string;
  readonly method: "GET" | "PATCH" | "POST";
  /** The connections together take them in turn. */
  readonly requests: readonly PlannedRequest[];
}

export interface Time {
  readonly seconds: number;
  /** Seconds before. */
  readonly warmUp: number;
}

/** For how long, or how often. */
export type Extent = Time | { readonly amount: number };

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** All that were answered, the warm-up included. */
  readonly answered: number;
  /** The most that were in progress at an end and nobody waited for: they may be done as well. */
  readonly abandoned: number;
  /** The running number after the last request. */
  readonly next: number;
}

/** What went through a process that does nothing else. */
export interface Passed extends Pick<Load, "perSecond" | "answered"> {
  /** Seconds of processor time. */
  readonly processor: number;
}

export interface Job {
  readonly plan: Plan;
  readonly atOnce: number;
  readonly extent: Extent;
  /** The running number of the first request. */
  readonly first: number;
}

/** @throws Error on any response other than 2xx */
export function generateLoad(job: Job): Promise<Load> {
  return runMeasured<Load>("load-generator.ts", job);
}

/** Makes loads that go on with the requests of a plan where its last load ended. */
export function createLoads() {
  const next = new Map<Plan, number>();
  return async (plan: Plan, atOnce: number, extent: Extent): Promise<Load> => {
    const load = await generateLoad({ plan, atOnce, extent, first: next.get(plan) ?? 0 });
    next.set(plan, load.next);
    return load;
  };
}

/**
 * Runs a script of this folder as a process: it gets the input as JSON on standard input and prints its
 * result as JSON.
 * @returns the result, and the highest resident memory of the process in MiB
 */
export async function runMeasured<Result>(
  script: string,
  input: unknown,
): Promise<Result & { readonly memory: number }> {
  const file = join(import.meta.dirname, script);
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const memory = watchMemory(child.pid ?? 0);
  const ended = once(child, "exit");
  child.stdin.on("error", () => undefined); // it has ended already: its exit code tells
  child.stdin.end(JSON.stringify(input));
  const text = (await child.stdout.toArray()).join("");
  const [code] = (await ended) as [number | null];
  const peak = memory.end();
  if (code !== 0) throw new Error(`${script} ended with ${code}; see above`);
  return { ...(JSON.parse(text) as Result), memory: peak };
}

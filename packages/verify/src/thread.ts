/**
 * Verifies in a thread. Its young heap is smaller than that of a process: what a long bundle leaves behind
 * would take more memory than what the verifier keeps.
 */
import { extname } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Verdict, VerifyOptions } from "./verdict.ts";

/** What the thread receives, and what it sends. */
export interface Task {
  readonly bundle: string;
  readonly options: Omit<VerifyOptions, "onProgress">;
}
export type Told =
  | { readonly progress: Parameters<NonNullable<VerifyOptions["onProgress"]>>[0] }
  | { readonly verdict: Verdict };

/** Also measured: 6 and 24 (docs/decisions/0034-rebuilds.md). */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Otherwise the old heap grows to four times of what is kept before it is collected. For this process. */
const collectEarly = "--heap-growing-percent=30";

/** Like `verifyBundle`, for a process that does nothing else. */
export async function verifyInThread(
  bundle: string,
  { onProgress, ...options }: VerifyOptions,
): Promise<Verdict> {
  setFlagsFromString(collectEarly);
  const ending = extname(import.meta.url); // .js in the built package
  const workerData: Task = { bundle, options };
  const worker = new Worker(new URL(`./thread-main${ending}`, import.meta.url), {
    workerData,
    resourceLimits,
  });
  return new Promise((resolve, reject) => {
    worker.on("message", (told: Told) => {
      if ("progress" in told) onProgress?.(told.progress);
      else resolve(told.verdict);
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("the verifying thread ended early; try again")));
  });
}

/** What the process that churns (churn-generator.ts) is told and tells. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface ChurnJob {
  readonly url: string;
  /** Active members; each is changed, disabled and removed by a token of their organization. */
  readonly members: readonly {
    readonly organizationId: string;
    readonly userId: string;
    readonly token: string;
  }[];
  readonly perSecond: number;
  readonly windows: number;
  /** Of one window. */
  readonly seconds: number;
}

/** What a part of the time came to. */
export interface ChurnWindow {
  readonly answered: number;
  /** Milliseconds from when a request was due. */
  readonly p50: number;
  readonly p99: number;
}

/** Starts it. @returns reads the next window, once it is over; and waits for the end */
export function startChurn(job: ChurnJob) {
  const file = join(import.meta.dirname, "churn-generator.ts");
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  child.stdin.end(JSON.stringify(job));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next(): Promise<ChurnWindow> {
      const line = await lines.next();
      if (line.done === true) throw new Error("the churn ended too early; see above");
      return JSON.parse(line.value) as ChurnWindow;
    },
    /** @throws Error if requests were refused */
    async end(): Promise<void> {
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error(`the churn ended with ${code}; see above`);
    },
    kill: () => void child.kill(),
  };
}

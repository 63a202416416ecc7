/** An instance of a scene: a real process, its own relay to PostgreSQL, and what the suite does to it on purpose. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { instanceAt } from "../support/cluster.ts";
import { eventually } from "../support/eventually.ts";
import type { Relay } from "./relay.ts";

export interface StagedInstance {
  readonly url: string;
  readonly dataDir: string;
  /** Between it and a foreign PostgreSQL. */
  readonly database: Relay | undefined;
  pid(): number;
  output(): string;
  /** Did the suite kill or freeze it, or is it starting after that? Then nobody expects an answer. */
  isAbsent(): boolean;
  /** How often it became so. */
  absences(): number;
  isRunning(): boolean;
  /** Starts it as a supervisor does: without waiting, and again if it ends before it runs. */
  launch(): void;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Bytes that it uses after a garbage collection. */
  memory(): Promise<number>;
}

/** Lets a process tell its memory; instances load it before the program. */
export const memoryModule = pathToFileURL(join(import.meta.dirname, "memory-module.ts")).href;

const relaunchMilliseconds = 500;

export function stagedInstance(
  port: number,
  dataDir: string,
  database: Relay | undefined,
  environment: Record<string, string>,
): StagedInstance {
  const instance = instanceAt(port, environment);
  let isAbsent = true;
  let absences = 1;

  function leave(): void {
    isAbsent = true;
    absences += 1;
  }

  /** Ends when it runs, or when the suite has taken it away again. */
  async function supervise(absence: number): Promise<void> {
    for (;;) {
      const isStarted = await instance.start().then(
        () => true,
        () => false,
      );
      if (absence !== absences) return;
      if (isStarted) {
        isAbsent = false;
        return;
      }
      await delay(relaunchMilliseconds);
      if (absence !== absences) return;
    }
  }

  return {
    url: instance.url,
    dataDir,
    database,
    pid: instance.pid,
    output: instance.output,
    isAbsent: () => isAbsent,
    absences: () => absences,
    isRunning: instance.isRunning,
    launch: () => void supervise(absences),
    async kill() {
      leave();
      await instance.kill();
    },
    freeze() {
      leave();
      instance.freeze();
    },
    thaw() {
      instance.thaw();
      isAbsent = false;
    },
    async memory() {
      const begun = instance.output().length;
      process.kill(instance.pid(), "SIGWINCH");
      return eventually(() => {
        const [, bytes] = /^memory (\d+)$/m.exec(instance.output().slice(begun)) ?? [];
        if (bytes === undefined) throw new Error("the instance has not told its memory");
        return Number(bytes);
      });
    },
  };
}

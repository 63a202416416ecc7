/** From the start of the process to its banner, less what Node.js takes to start and end with nothing to do. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Entry } from "../contest.ts";
import { startMain } from "../service.ts";
import type { Prepare } from "../systems.ts";

export const start: Prepare = async ({ rig }) => {
  const newDirectory = () => mkdtemp(join(rig.folder, "start-"));
  const used = await newDirectory();
  await startAndStop(used);
  const entry = (name: string, directory: () => Promise<string>): Entry => ({
    case: name,
    unit: "s",
    system: "Muster",
    async measure() {
      const own = await emptyStart();
      return { value: ((await startAndStop(await directory())) - own) / 1000 };
    },
  });
  return { entries: [entry("first", newDirectory), entry("second", async () => used)] };
};

async function startAndStop(dataDir: string): Promise<number> {
  const { milliseconds, stop } = await startMain(dataDir);
  await stop();
  return milliseconds;
}

async function emptyStart(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ["--eval", "0"]), "exit");
  return performance.now() - began;
}

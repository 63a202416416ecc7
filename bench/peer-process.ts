/** Starts the peers that listen: processes of their own, with the same Node.js flags as the service. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Rig } from "./rig.ts";
import { startArguments } from "./service.ts";

/**
 * @param script in this folder; it gets the input as JSON and prints its address
 * @throws Error if it ends before it listens
 */
export async function startPeer(
  rig: Rig,
  script: string,
  input: unknown,
): Promise<{ readonly url: string; readonly pid: number }> {
  const flags = (await startArguments()).filter((argument) => argument.startsWith("--"));
  const file = join(import.meta.dirname, script);
  const child = spawn(process.execPath, [...flags, file, JSON.stringify(input)], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], NODE_ENV: "production" },
  });
  const ended = once(child, "exit");
  rig.beforeEnd(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const line = await Promise.race([once(child.stdout, "data"), ended.then(() => undefined)]);
  if (line === undefined) throw new Error(`${script} ended before it listened; see above`);
  return { url: String(line[0]).trim(), pid: child.pid ?? 0 };
}

/** Reads how much processor time processes have used (Linux only). */
import { readFile } from "node:fs/promises";

/** Of a second; the kernel's interface has it fixed at 100 on all common machines. */
const ticks = 100;

/** The seconds of processor time that a process has used; 0 if it has ended. */
export async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user = "0", system = "0"] = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) / ticks;
}

/** The same for several processes together. */
export async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(pids.map(cpuSeconds));
  return each.reduce((sum, seconds) => sum + seconds, 0);
}

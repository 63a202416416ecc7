/** Reads how much processor time processes have used (Linux only). */
import { readFile } from "node:fs/promises";

/** Of a second; the kernel's interface has it fixed at 100 on all common machines. */
const ticks = 100;

/** The seconds of processor time that a process has used; 0 if it has ended. */
export function cpuSeconds(pid: number): Promise<number> {
  return secondsIn(pid, 11);
}

/** The same of its children that have ended. */
export function endedCpuSeconds(pid: number): Promise<number> {
  return secondsIn(pid, 13);
}

/** @param place of the user time among the fields after the name; the system time follows */
async function secondsIn(pid: number, place: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [user = "0", system = "0"] = fields.slice(place, place + 2);
  return (Number(user) + Number(system)) / ticks;
}

/** The same for several processes together. */
export async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(pids.map(cpuSeconds));
  return each.reduce((sum, seconds) => sum + seconds, 0);
}

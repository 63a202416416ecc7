/** Reads how much resident memory a process has (Linux only). */
import { readFile } from "node:fs/promises";

/** 0 if the process has ended. */
export async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** Measures the peak, ten times a second. */
export function watchMemory(pid: number) {
  let peak = 0;
  const sample = async (): Promise<void> => {
    peak = Math.max(peak, await residentMebibytes(pid));
  };
  void sample();
  const timer = setInterval(() => void sample(), 100);
  return {
    /** @returns the peak in MiB */
    end(): number {
      clearInterval(timer);
      return peak;
    },
  };
}

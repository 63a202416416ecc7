/** Lets tests wait for asynchronous effects. */
import { vi } from "vitest";

/** The time limit of every wait, in milliseconds. Only a failing test waits this long. */
export const patience = 60_000;

/** Repeats the check until it neither throws nor returns false; returns its result. */
export function eventually<T>(
  check: () => T | Promise<T>,
  what = "what was waited for",
): Promise<T> {
  return vi.waitFor(
    async () => {
      const result = await check();
      if (result === false) throw new Error(`${what}: not yet`);
      return result;
    },
    { timeout: patience, interval: 10 },
  );
}

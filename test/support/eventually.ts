/** How tests wait for what happens by itself. */
import { vi } from "vitest";

/** Milliseconds until a wait is given up. Only a failing test waits so long; no test has a limit of its own. */
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

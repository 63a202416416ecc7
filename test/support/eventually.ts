/** How tests wait for what happens by itself. */
import { vi } from "vitest";

/** Milliseconds to wait before giving up. Only a failing test waits that long; no test sets a limit of its own. */
export const patience = 60_000;

/** Repeats the check until it neither throws nor returns false; returns its result. */
export function eventually<T>(check: () => T | Promise<T>, interval = 10): Promise<T> {
  return vi.waitFor(
    async () => {
      const result = await check();
      if (result === false) throw new Error("what was waited for did not happen");
      return result;
    },
    { timeout: patience, interval },
  );
}

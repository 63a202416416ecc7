/** Lets tests, and programs of the tests, wait for asynchronous effects. */

/** The time limit of every wait, in milliseconds. Only a failing test waits this long. */
export const patience = 60_000;

const intervalMilliseconds = 10;
/** Those of the machine, also while a test plays others. */
const { setTimeout, performance } = globalThis;
const now = performance.now.bind(performance);

/** Repeats the check until it neither throws nor returns false; returns its result. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  what = "what was waited for",
): Promise<T> {
  const deadline = now() + patience;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (now() > deadline) throw new Error(`${what}: not yet`);
    } catch (error) {
      if (now() > deadline) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, intervalMilliseconds);
    });
  }
}

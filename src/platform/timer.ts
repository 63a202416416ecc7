/** Runs work repeatedly in the background, one run at a time. */
import type { Logger } from "pino";

export type Timer = ReturnType<typeof every>;

/**
 * Runs the work `seconds` after its last run ended; logs a failure and tries again, `retrySeconds` later if
 * given.
 */
export function every(
  seconds: number,
  name: string,
  log: Logger,
  work: () => Promise<unknown>,
  retrySeconds = seconds,
) {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let isRunning = false;
  /** How long it pauses after the run in progress, in milliseconds. */
  let pause = seconds * 1000;
  let dueAt = Infinity;
  let timer: NodeJS.Timeout;
  const run = (): void => {
    isRunning = true;
    pause = seconds * 1000;
    running = work()
      .then(() => undefined)
      .catch((error: unknown) => {
        pause = Math.min(pause, retrySeconds * 1000);
        log.warn({ err: error }, `${name} failed; will try again`);
      })
      .finally(() => {
        isRunning = false;
        schedule(pause);
      });
  };
  const schedule = (milliseconds: number): void => {
    if (stopped) return;
    clearTimeout(timer);
    dueAt = performance.now() + milliseconds;
    timer = setTimeout(run, milliseconds);
    timer.unref();
  };
  schedule(pause);
  return {
    /** Runs the work within the time, or now; or again, as long after the run in progress. */
    wake(withinSeconds = 0): void {
      const milliseconds = withinSeconds * 1000;
      if (isRunning) pause = Math.min(pause, milliseconds);
      else if (performance.now() + milliseconds < dueAt) schedule(milliseconds);
    },
    /** Stops the timer; resolves after the run in progress. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

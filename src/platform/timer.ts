/** Runs work repeatedly in the background, one run at a time. */
import type { Logger } from "pino";

export type Timer = ReturnType<typeof every>;

/** Runs the work `seconds` after its last run ended; logs a failure and tries again. */
export function every(seconds: number, name: string, log: Logger, work: () => Promise<unknown>) {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let isRunning = false;
  let isWakePending = false;
  let timer: NodeJS.Timeout;
  const run = (): void => {
    isRunning = true;
    isWakePending = false;
    running = work()
      .then(() => undefined)
      .catch((error: unknown) => log.warn({ err: error }, `${name} failed; will try again`))
      .finally(() => {
        isRunning = false;
        schedule(isWakePending ? 0 : seconds * 1000);
      });
  };
  const schedule = (milliseconds: number): void => {
    if (stopped) return;
    timer = setTimeout(run, milliseconds);
    timer.unref();
  };
  schedule(seconds * 1000);
  return {
    /** Runs the work now, or again after the run in progress. */
    wake(): void {
      isWakePending = true;
      if (isRunning || stopped) return;
      clearTimeout(timer);
      schedule(0);
    },
    /** Stops the timer; resolves after the run in progress. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

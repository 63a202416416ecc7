/** Work that is done again and again in the background, one run at a time. */
import type { Logger } from "pino";

export interface Timer {
  /** Runs the work now, or once more when the run in progress has ended. */
  wake(): void;
  /** Ends it; resolves once the run in progress has finished. */
  stop(): Promise<void>;
}

/** Runs the work every so many seconds after its last run ended; a failure is logged and tried again. */
export function every(
  seconds: number,
  name: string,
  log: Logger,
  work: () => Promise<unknown>,
): Timer {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let isRunning = false;
  let isAwaited = false;
  let timer: NodeJS.Timeout;
  const run = (): void => {
    isRunning = true;
    isAwaited = false;
    running = work()
      .then(() => undefined)
      .catch((error: unknown) => log.warn({ err: error }, `${name} failed; it is tried again`))
      .finally(() => {
        isRunning = false;
        plan(isAwaited ? 0 : seconds * 1000);
      });
  };
  const plan = (milliseconds: number): void => {
    if (stopped) return;
    timer = setTimeout(run, milliseconds);
    timer.unref();
  };
  plan(seconds * 1000);
  return {
    wake() {
      isAwaited = true;
      if (isRunning || stopped) return;
      clearTimeout(timer);
      plan(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

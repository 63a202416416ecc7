/** Work that is done again and again in the background, one run at a time. */
import type { Logger } from "pino";

export interface Timer {
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
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work()
        .then(() => undefined)
        .catch((error: unknown) => log.warn({ err: error }, `${name} failed; it is tried again`))
        .finally(plan);
    }, seconds * 1000);
    timer.unref();
  };
  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Tells whether the process keeps up: how long what is due has to wait for its turn. */
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface EventLoopWatch {
  /** Has everything had to wait longer than the bound, for a while and until now? */
  isLate(): boolean;
  stop(): void;
}

/** A single stall - a start, a laptop that slept - is no overload. */
const secondsInARow = 2;
const resolution = 20;

/** @param most milliseconds that what is due may wait, on average over a second */
export function watchEventLoop(most: number): EventLoopWatch {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let lateSeconds = 0;
  const timer = setInterval(() => {
    const wasLate = delay.count > 0 && delay.mean / 1e6 - resolution > most;
    lateSeconds = wasLate ? lateSeconds + 1 : 0;
    delay.reset();
  }, 1000);
  timer.unref();
  return {
    isLate: () => lateSeconds >= secondsInARow,
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}

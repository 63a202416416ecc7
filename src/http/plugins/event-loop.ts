/** Detects overload of the process by the delay of its event loop. */
import { monitorEventLoopDelay } from "node:perf_hooks";

/** A single stall, such as a start or a laptop that slept, is not overload. */
const secondsInARow = 2;
/** Each measurement wakes the process. */
const resolution = 100;

/** @param maxDelay in milliseconds, on average over a second */
export function watchEventLoop(maxDelay: number) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let lateSeconds = 0;
  const timer = setInterval(() => {
    const wasLate = delay.count > 0 && delay.mean / 1e6 - resolution > maxDelay;
    lateSeconds = wasLate ? lateSeconds + 1 : 0;
    delay.reset();
  }, 1000);
  timer.unref();
  return {
    /** Has the delay been over the limit in each of the last seconds? */
    isLate: () => lateSeconds >= secondsInARow,
    stop(): void {
      clearInterval(timer);
      delay.disable();
    },
  };
}

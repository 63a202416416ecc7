/** A sleep that can be ended early. */
export interface Sleeper {
  /** Until woken, and no longer than the time, if one is given. One sleep at a time. */
  sleep(milliseconds?: number): Promise<void>;
  /** Ends the sleep, if there is one. */
  wake(): void;
}

export function createSleeper(): Sleeper {
  let wake: () => void = () => undefined;

  return {
    async sleep(milliseconds) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      await promise;
      clearTimeout(timer);
    },
    wake: () => wake(),
  };
}

/** A sleep that can be ended early. */
export function createSleeper() {
  let isWoken = false;
  let wake: () => void = () => undefined;

  return {
    /**
     * Until woken, at most for the time, if one is given; not at all if woken since the last sleep.
     * @returns was it woken?
     */
    async sleep(milliseconds?: number): Promise<boolean> {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      if (isWoken) resolve();
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      await promise;
      clearTimeout(timer);
      const wasWoken = isWoken;
      isWoken = false;
      return wasWoken;
    },
    /** Ends the sleep, or the next one if there is none. One sleeps at a time. */
    wake(): void {
      isWoken = true;
      wake();
    },
  };
}

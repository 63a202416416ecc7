/** Lets several loops be paused together, while the service is compared with what was acknowledged. */

export interface Activity {
  /** Does the work, or waits for the end of a pause first. */
  turn(work: () => Promise<unknown>): Promise<void>;
  /** Resolves once no work is in progress. */
  pause(): Promise<void>;
  resume(): void;
}

export function createActivity(): Activity {
  const working = new Set<Promise<unknown>>();
  const pause: { ending?: PromiseWithResolvers<void> | undefined } = {};
  return {
    async turn(work) {
      while (pause.ending !== undefined) await pause.ending.promise;
      const done = work();
      working.add(done);
      await done.finally(() => working.delete(done));
    },
    async pause() {
      pause.ending ??= Promise.withResolvers();
      await Promise.allSettled(working);
    },
    resume() {
      pause.ending?.resolve();
      pause.ending = undefined;
    },
  };
}

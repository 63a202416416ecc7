/** A clock that runs from a fixed moment on, and that tests move forward: the service's, and that of the pages. */

export interface SiteClock {
  now(): Date;
  /** Idle sessions end after minutes; no test waits for them. */
  pass(minutes: number): void;
}

export function siteClock(start = "2026-03-02T09:00:00.000Z"): SiteClock {
  let ahead = Date.parse(start) - performance.now();
  return {
    now: () => new Date(ahead + performance.now()),
    pass: (minutes) => void (ahead += minutes * 60_000),
  };
}

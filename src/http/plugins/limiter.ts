/** Counts the requests of each key per minute. Pure and bounded in memory. */

export type Limiter = ReturnType<typeof createLimiter>;

interface LimitState {
  readonly isAllowed: boolean;
  /** How many more requests are allowed until `endsAt`. */
  readonly remaining: number;
  /** When a new minute begins, in milliseconds. */
  readonly endsAt: number;
}

interface Window {
  readonly endsAt: number;
  count: number;
}

export const windowMilliseconds = 60_000;

/** @param maxKeys counted at once; beyond them the key whose minute began first is dropped */
export function createLimiter(limit: number, maxKeys = 100_000) {
  // Ordered by the start of their minutes.
  const windows = new Map<string, Window>();

  function begin(key: string, now: number): Window {
    windows.delete(key);
    const [oldest] = windows.keys();
    if (oldest !== undefined && windows.size >= maxKeys) windows.delete(oldest);
    const window = { endsAt: now + windowMilliseconds, count: 0 };
    windows.set(key, window);
    return window;
  }

  return {
    /** Counts one request, unless the limit is reached. `now` is in milliseconds. */
    take(key: string, now: number): LimitState {
      const known = windows.get(key);
      // If the clock is set back, nobody must wait longer than a minute.
      const isCurrent =
        known !== undefined && now < known.endsAt && known.endsAt <= now + windowMilliseconds;
      const window = isCurrent ? known : begin(key, now);
      const isAllowed = window.count < limit;
      if (isAllowed) window.count += 1;
      return { isAllowed, remaining: limit - window.count, endsAt: window.endsAt };
    },
  };
}

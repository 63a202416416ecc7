/** Counts what each key does within a minute; pure, and bounded in memory. */

export interface Limiter {
  /** Counts one more, unless the limit is reached. `now` is in milliseconds. */
  take(key: string, now: number): Taken;
}

export interface Taken {
  readonly isAllowed: boolean;
  /** How many more are allowed until `endsAt`. */
  readonly remaining: number;
  /** When counting begins anew, in milliseconds. */
  readonly endsAt: number;
}

interface Window {
  readonly endsAt: number;
  count: number;
}

export const windowMilliseconds = 60_000;

/** @param mostKeys counted at once; beyond, the key whose minute began first is forgotten */
export function createLimiter(limit: number, mostKeys = 100_000): Limiter {
  // In the order in which their minutes began.
  const windows = new Map<string, Window>();

  function begin(key: string, now: number): Window {
    windows.delete(key);
    const [oldest] = windows.keys();
    if (oldest !== undefined && windows.size >= mostKeys) windows.delete(oldest);
    const window = { endsAt: now + windowMilliseconds, count: 0 };
    windows.set(key, window);
    return window;
  }

  return {
    take(key, now) {
      const known = windows.get(key);
      // A clock that was set back must not make anybody wait longer than a minute.
      const isCurrent =
        known !== undefined && now < known.endsAt && known.endsAt <= now + windowMilliseconds;
      const window = isCurrent ? known : begin(key, now);
      const isAllowed = window.count < limit;
      if (isAllowed) window.count += 1;
      return { isAllowed, remaining: limit - window.count, endsAt: window.endsAt };
    },
  };
}

/** Waits for positions. It must be cheap, because every command waits once. */
import type { Position } from "../../eventstore/port.ts";

interface Waiter {
  readonly position: Position;
  readonly settle: (isReached: boolean) => void;
}

export function createWaiters() {
  const waiting = new Set<Waiter>();
  let furthest: Position = 0n;

  return {
    /** Wakes all that wait for the position or an earlier one. Positions decrease only after `forget`. */
    reach(position: Position): void {
      if (position <= furthest) return;
      furthest = position;
      for (const waiter of waiting) if (waiter.position <= position) waiter.settle(true);
    },

    hasReached: (position: Position) => position <= furthest,
    /** Does anybody wait? */
    isAnyWaiting: () => waiting.size > 0,

    /** True once the position is reached; false after the time or on `release`. */
    waitFor(position: Position, milliseconds: number): Promise<boolean> {
      if (position <= furthest) return Promise.resolve(true);
      if (milliseconds <= 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        const settle = (isReached: boolean): void => {
          clearTimeout(timer);
          waiting.delete(waiter);
          resolve(isReached);
        };
        const waiter: Waiter = { position, settle };
        const timer = setTimeout(settle, milliseconds, false);
        waiting.add(waiter);
      });
    },

    /** Nothing counts as reached any more: what was read may not be what the event store holds now. */
    forget(): void {
      furthest = 0n;
    },

    /** Ends all waiting. */
    release(): void {
      for (const waiter of waiting) waiter.settle(false);
    },
  };
}

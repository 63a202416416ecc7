/** Checks the order of a log's entries by their positions alone. */
import type { VerifyFailure } from "./failures.ts";

export interface PositionCheck {
  next(position: number): void;
  /** Undefined if every position occurred exactly once and in order. */
  end(): VerifyFailure | undefined;
}

/** @param last the position at which the log must end */
export function orderUpTo(last: number): PositionCheck {
  let expected = 1;
  let first: string | undefined;
  let isBackwards = false;
  let isRepeated = false;
  let highest = 0;
  let count = 0;
  return {
    next(position) {
      count += 1;
      if (position !== expected) first ??= `expected position ${expected}, found ${position}`;
      if (position === expected - 1) isRepeated = true;
      else if (position < expected) isBackwards = true;
      highest = Math.max(highest, position);
      expected = position + 1;
    },
    end() {
      if (first !== undefined) {
        if (isRepeated || count > last) return { name: "events-inserted", detail: first };
        return { name: isBackwards ? "events-out-of-order" : "events-missing", detail: first };
      }
      if (highest < last) {
        return { name: "events-truncated", detail: `ends at ${highest} of ${last}` };
      }
      if (highest > last) return { name: "events-inserted", detail: `continues after ${last}` };
      return undefined;
    },
  };
}

/**
 * When a gentle projection folds: together with the others of the process, a pause after there is something
 * to fold, and at once when somebody waits for its position.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Pace } from "./follower.ts";

/**
 * Long enough that under load the batches are large and a lone command does not share the processor with
 * them; what nobody waits for may be that old. Shorter gains little: the cost falls with 1/pause.
 */
const gentleMilliseconds = 200;

export type Beat = ReturnType<typeof createBeat>;

/** The common clock of a process's gentle projections. It runs while something is to be folded. */
export function createBeat() {
  let next: Promise<void> | undefined;
  return {
    next(): Promise<void> {
      next ??= delay(gentleMilliseconds).then(() => (next = undefined));
      return next;
    },
  };
}

/** @param isAwaited does somebody wait for the projection's position? */
export function createPacing(beat: Beat, isAwaited: () => boolean): Pace {
  let hurried = Promise.withResolvers<void>();
  return {
    async due(): Promise<void> {
      if (isAwaited()) return;
      hurried = Promise.withResolvers<void>();
      await Promise.race([beat.next(), hurried.promise]);
    },
    hurry: () => hurried.resolve(),
  };
}

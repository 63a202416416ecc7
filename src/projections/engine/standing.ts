/**
 * What an instance knows of a projection from its checkpoint: how far it is, whether it has stopped, and
 * whether this program may fold it.
 */
import { isNewerVersion } from "../../platform/program.ts";
import type { Moved } from "./advance.ts";
import type { Checkpoint, ProjectionFailure } from "./checkpoint.ts";
import { watchForNewerProgram } from "./newer-program.ts";
import type { Projection } from "./projection.ts";
import { createWaiters } from "./waiters.ts";

export type Standing = ReturnType<typeof createStanding>;

/** @param program the version of this program */
export function createStanding(projection: Projection, program: string) {
  const newer = watchForNewerProgram(projection);
  const waiters = createWaiters();
  let halting = new AbortController();
  let mayLead = true;
  let isStopped = false;
  let hasSetAside = false;
  /** The position at which `hasSetAside` was true or not. */
  let known = 0n;

  return {
    waitFor: waiters.waitFor,
    hasReached: waiters.hasReached,
    isAwaited: waiters.isAnyWaiting,
    release: waiters.release,
    newer,

    /** Reads off the checkpoint what is visible, and whether this program may fold. */
    consider(checkpoint: Checkpoint): void {
      const { position, failure, setAsideBy } = checkpoint;
      reach({ position, hasSetAside: setAsideBy.length > 0 });
      isStopped = failure !== undefined;
      mayLead = !newer.isNeeded(checkpoint) && (failure === undefined || isOlderFailure(failure));
    },

    /** The read models contain the position. While halted, no position counts as reached. */
    reach,
    /** Had it set anything aside at the position that was reached last? */
    hasSetAside: () => hasSetAside,

    /** It has stopped at an event. */
    stopped(): void {
      isStopped = true;
    },

    isStopped: () => isStopped || halting.signal.aborted,
    mayLead: () => mayLead,

    /** Returns whether that is a change. */
    setHalted(isHalted: boolean): boolean {
      if (isHalted === halting.signal.aborted) return false;
      if (isHalted) halting.abort();
      else halting = new AbortController();
      known = 0n;
      waiters.forget();
      return true;
    },

    /** Aborted while the group is halted. */
    halted: () => halting.signal,
  };

  function reach(moved: Pick<Moved, "position" | "hasSetAside">): void {
    // First, because whoever waits asks for it once the position is reached. An announcement may come
    // later than what was read meanwhile.
    if (moved.position >= known) ({ position: known, hasSetAside } = moved);
    if (!halting.signal.aborted) waiters.reach(moved.position);
  }

  /** A newer program may be able to fold what an older one could not. */
  function isOlderFailure({ program: failed = "0" }: ProjectionFailure): boolean {
    return isNewerVersion(program, failed);
  }
}

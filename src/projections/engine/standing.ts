/**
 * What an instance knows of a projection from its checkpoint: how far it is, whether it has stopped, and
 * whether this program may fold it.
 */
import { isNewerVersion } from "../../platform/program.ts";
import type { Moved } from "./advance.ts";
import type { Checkpoint, ProjectionFailure } from "./checkpoint.ts";
import { type NewerProgram, watchForNewerProgram } from "./newer-program.ts";
import type { Projection } from "./projection.ts";
import { createWaiters, type Waiters } from "./waiters.ts";

export interface Standing extends Pick<Waiters, "waitFor" | "release"> {
  /** Reads off the checkpoint what is visible, and whether this program may fold. */
  consider(checkpoint: Checkpoint): void;
  /** The read models contain the position. While halted, no position counts as reached. */
  reach(moved: Pick<Moved, "position" | "hasSetAside">): void;
  /** Had it set anything aside at the position that was reached last? */
  hasSetAside(): boolean;
  /** It has stopped at an event. */
  stopped(): void;
  isStopped(): boolean;
  mayLead(): boolean;
  /** Returns whether that is a change. */
  setHalted(isHalted: boolean): boolean;
  /** Aborted while the group is halted. */
  halted(): AbortSignal;
  readonly newer: NewerProgram;
}

/** @param program the version of this program */
export function createStanding(projection: Projection, program: string): Standing {
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
    release: waiters.release,
    newer,

    consider(checkpoint) {
      const { position, failure, setAsideBy } = checkpoint;
      reach({ position, hasSetAside: setAsideBy.length > 0 });
      isStopped = failure !== undefined;
      mayLead = !newer.isNeeded(checkpoint) && (failure === undefined || isOlderFailure(failure));
    },

    reach,
    hasSetAside: () => hasSetAside,

    stopped() {
      isStopped = true;
    },

    isStopped: () => isStopped || halting.signal.aborted,
    mayLead: () => mayLead,

    setHalted(isHalted) {
      if (isHalted === halting.signal.aborted) return false;
      if (isHalted) halting.abort();
      else halting = new AbortController();
      known = 0n;
      waiters.forget();
      return true;
    },

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

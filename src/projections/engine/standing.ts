/**
 * What an instance knows of a projection from its checkpoint: how far it is, whether it has stopped, and
 * whether this program may fold it.
 */
import type { Position } from "../../eventstore/port.ts";
import { isNewerVersion } from "../../platform/program.ts";
import type { Checkpoint, ProjectionFailure } from "./checkpoint.ts";
import { type NewerProgram, watchForNewerProgram } from "./newer-program.ts";
import type { Projection } from "./projection.ts";
import { createWaiters, type Waiters } from "./waiters.ts";

export interface Standing extends Pick<Waiters, "waitFor" | "release"> {
  /** Reads off the checkpoint what is visible, and whether this program may fold. */
  consider(checkpoint: Checkpoint): void;
  /** The read models contain the position. While halted, no position counts as reached. */
  reach(position: Position): void;
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

  return {
    waitFor: waiters.waitFor,
    release: waiters.release,
    newer,

    consider(checkpoint) {
      const { position, failure } = checkpoint;
      reach(position);
      isStopped = failure !== undefined;
      mayLead = !newer.isNeeded(checkpoint) && (failure === undefined || isOlderFailure(failure));
    },

    reach,

    stopped() {
      isStopped = true;
    },

    isStopped: () => isStopped || halting.signal.aborted,
    mayLead: () => mayLead,

    setHalted(isHalted) {
      if (isHalted === halting.signal.aborted) return false;
      if (isHalted) halting.abort();
      else halting = new AbortController();
      waiters.forget();
      return true;
    },

    halted: () => halting.signal,
  };

  function reach(position: Position): void {
    if (!halting.signal.aborted) waiters.reach(position);
  }

  /** A newer program may be able to fold what an older one could not. */
  function isOlderFailure({ program: failed = "0" }: ProjectionFailure): boolean {
    return isNewerVersion(program, failed);
  }
}

/**
 * What only a newer program can fold: an event that this one does not know, or tables that a newer one
 * made. This program then leaves the projection to an instance of a newer one.
 */
import type { UnknownEvent } from "../../eventstore/errors.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";

export interface NewerProgram {
  /** Remembers an event that this program does not know. */
  readonly meet: (event: UnknownEvent) => void;
  /** Is a newer program needed to fold from this checkpoint on? */
  readonly isNeeded: (checkpoint: Pick<Checkpoint, "version" | "position">) => boolean;
  /** Says why; also later, while a newer instance folds. */
  readonly reason: (version: number) => string | undefined;
  /** Notes whether one is needed while nobody folds. */
  readonly note: (isAwaited: boolean) => void;
  /** Has nobody folded for longer than a takeover takes? */
  readonly isAwaited: () => boolean;
}

/** A newer instance takes over within a poll; until then a command may wait. */
const takeoverMilliseconds = 2_000;

export function watchForNewerProgram(projection: Projection): NewerProgram {
  let unknown: UnknownEvent | undefined;
  let since: number | undefined;

  return {
    meet(event) {
      unknown = event;
    },

    isNeeded: ({ version, position }) =>
      version > projection.version || (unknown !== undefined && position < unknown.position),

    reason(version) {
      if (version > projection.version) {
        return `its tables have version ${version}, this program makes version ${projection.version}`;
      }
      return unknown && `at position ${unknown.position}: ${unknown.message}`;
    },

    note(isAwaited) {
      since = isAwaited ? (since ?? performance.now()) : undefined;
    },

    isAwaited: () => since !== undefined && performance.now() - since > takeoverMilliseconds,
  };
}

/**
 * What only a newer program can fold: an event that this one does not know, or tables that a newer one
 * made. This program then leaves the projection to an instance of a newer one.
 */
import type { UnknownEvent } from "../../eventstore/errors.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Projection } from "./projection.ts";

/** A newer instance takes over within a poll; until then a command may wait. */
const takeoverMilliseconds = 2_000;

export function watchForNewerProgram(projection: Projection) {
  let unknown: UnknownEvent | undefined;
  let since: number | undefined;

  return {
    /** Remembers an event that this program does not know. */
    meet(event: UnknownEvent): void {
      unknown = event;
    },

    /** Is a newer program needed to fold from this checkpoint on? */
    isNeeded: ({ version, position }: Pick<Checkpoint, "version" | "position">) =>
      version > projection.version || (unknown !== undefined && position < unknown.position),

    /** Says why; also later, while a newer instance folds. */
    reason(version: number): string | undefined {
      if (version > projection.version) {
        return `its tables have version ${version}, this program makes version ${projection.version}`;
      }
      return unknown && `at position ${unknown.position}: ${unknown.message}`;
    },

    /** Notes whether one is needed while nobody folds. */
    note(isAwaited: boolean): void {
      since = isAwaited ? (since ?? performance.now()) : undefined;
    },

    /** Has nobody folded for longer than a takeover takes? */
    isAwaited: () => since !== undefined && performance.now() - since > takeoverMilliseconds,
  };
}

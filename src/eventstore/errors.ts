/** The three ways an event store refuses, the same for every adapter, and which errors pass. */
import { isTransientDatabaseError } from "../platform/database/transient-errors.ts";

/** The stream is not at the revision that the writer expected. Load again and decide again. */
export class WrongExpectedRevision extends Error {
  override readonly name = "WrongExpectedRevision";
  constructor(stream: string, expected: number | string) {
    super(`stream ${stream} is not at the expected revision ${expected}`);
  }
}

/** A bound of the port (`limits`) would be passed. The message names it. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}

/** The store cannot be reached, or takes no more work now. Nothing is known to have been written. */
export class EventStoreUnavailable extends Error {
  override readonly name = "EventStoreUnavailable";
}

/** Is the event store or the database away? Then the same work succeeds later, without a change. */
export function isTransient(error: unknown): boolean {
  return error instanceof EventStoreUnavailable || isTransientDatabaseError(error);
}

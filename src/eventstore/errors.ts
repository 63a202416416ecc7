/** The three ways an event store refuses, the same for every adapter. */

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

/** The errors of an event store, the same for every adapter. */
import type { Position } from "./port.ts";

/** The stream is not at the revision that the writer expected. Load again and decide again. */
export class WrongExpectedRevision extends Error {
  override readonly name = "WrongExpectedRevision";
  constructor(stream: string, expected: number | string) {
    super(`stream ${stream} is not at the expected revision ${expected}`);
  }
}

/** An append or a read would exceed one of the port's `limits`. The message names it. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}

/** The store cannot be reached or takes no more work now. An append may or may not have been written. */
export class EventStoreUnavailable extends Error {
  override readonly name = "EventStoreUnavailable";
}

/** A newer program wrote the event: this one knows neither its type nor, if it does, its schema version. */
export class UnknownEvent extends Error {
  override readonly name = "UnknownEvent";
  readonly position: Position;

  constructor(type: string, version: number, position: Position) {
    super(
      `event type ${type}, schema version ${version}, is not in this program's catalogue; use a newer program`,
    );
    this.position = position;
  }
}

/** Is an error the absence of a store - the event store's or the database's - rather than a mistake? */
import { EventStoreUnavailable } from "../eventstore/errors.ts";
import { isPassing } from "../projections/engine/trouble.ts";

export function isUnavailable(error: unknown): boolean {
  return error instanceof EventStoreUnavailable || isPassing(error);
}

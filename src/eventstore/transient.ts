/** Which errors pass by themselves. Apart from the errors, because an offline verifier has no database driver. */
import { isTransientDatabaseError } from "../platform/database/transient-errors.ts";
import { EventStoreUnavailable } from "./errors.ts";

/** Is the event store or the database unavailable? Then the same work can succeed later, unchanged. */
export function isTransient(error: unknown): boolean {
  return error instanceof EventStoreUnavailable || isTransientDatabaseError(error);
}

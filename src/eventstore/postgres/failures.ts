/** Turns what the driver throws into the port's errors. */
import { isTransientDatabaseError } from "../../platform/database/transient-errors.ts";
import { EventStoreUnavailable } from "../errors.ts";

/**
 * The port's error for one thrown by the driver. A mistake in the program or the set-up, such as a missing
 * table, is passed on unchanged: a retry does not fix it.
 */
export function toPortError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`PostgreSQL failed: ${String(error)}`);
  if (!isTransientDatabaseError(error)) return error;
  return new EventStoreUnavailable(
    `PostgreSQL did not answer (${error.message}); check that DATABASE_URL is right and the server is up`,
    { cause: error },
  );
}

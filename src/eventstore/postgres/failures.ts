/** Turns what the driver throws into the port's errors. */
import { DatabaseError } from "pg";
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";

/**
 * Classes of SQLSTATE that say "not now": connection, rollback, resources, state of an object, an
 * operator's intervention, the system itself. (PostgreSQL's documentation, appendix A.)
 */
const passing = new Set(["08", "40", "53", "55", "57", "58"]);
const readOnly = "25006"; // a server that was demoted

/**
 * The port's error for one thrown by the driver. A mistake of ours, such as a missing table, goes on as
 * it is: trying again does not mend it.
 */
export function toPortError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`PostgreSQL failed: ${String(error)}`);
  if (error instanceof EventStoreUnavailable || error instanceof LimitExceeded) return error;
  if (error instanceof DatabaseError) {
    const { code = "" } = error;
    if (!passing.has(code.slice(0, 2)) && code !== readOnly) return error;
  }
  // What is not the server's own answer is the network's, or a time-out of the driver.
  return new EventStoreUnavailable(
    `PostgreSQL did not answer (${error.message}); check that DATABASE_URL is right and the server is up`,
    { cause: error },
  );
}

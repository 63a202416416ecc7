/** Which errors of PostgreSQL and its driver pass by themselves: to try again later helps. */
import { DatabaseError } from "pg";

/** SQLSTATEs that pass, by class or by code (PostgreSQL's documentation, appendix A), and why each does. */
const transientStates = {
  "08": "the connection broke",
  "25006": "the server is read-only: it was demoted, and another takes over",
  "40": "the transaction was rolled back for another's sake",
  "53": "memory, disk or connections have run out",
  "55": "something is locked or in use, or the database takes no connections now",
  "57": "an operator intervened: a shutdown, a start, a cancelled statement",
  "58": "the system around the server failed",
} as const;

/** The driver's own errors about a lost connection; they carry no code. */
const lostConnection =
  /^(?:Connection terminated|Client was closed|Client has encountered a connection error|timeout e|Query read timeout|Cannot use a pool after|There was an error establishing an SSL)/;

/** Is the database away or busy, rather than the statement wrong? */
export function isTransientDatabaseError(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    const { code = "" } = error;
    return code in transientStates || code.slice(0, 2) in transientStates;
  }
  // One for each address of a host that has several.
  if (error instanceof AggregateError) return error.errors.every(isTransientDatabaseError);
  if (!(error instanceof Error)) return false;
  const isSystemCall = "syscall" in error || "errno" in error;
  const isReset = "code" in error && error.code === "ECONNRESET";
  return isSystemCall || isReset || lostConnection.test(error.message);
}

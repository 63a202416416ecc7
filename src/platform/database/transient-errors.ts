/** Which errors of PostgreSQL and its driver pass by themselves, so that trying again later helps. */
import { DatabaseError } from "pg";

/** Transient SQLSTATEs by class or code (PostgreSQL's documentation, appendix A), with their causes. */
const transientStates = {
  "08": "the connection broke",
  "25006": "the server is read-only: it was demoted, and another one takes over",
  "40": "the transaction was rolled back because of another one",
  "53": "memory, disk or connections ran out",
  "55": "something is locked or in use, or the database takes no connections",
  "57": "an operator intervened: shutdown, start or cancelled statement",
  "58": "the operating system failed",
} as const;

/** The driver's own errors about lost connections, which have no code. */
const lostConnection =
  /^(?:Connection terminated|Client was closed|Client has encountered a connection error|timeout e|Query read timeout|Cannot use a pool after|There was an error establishing an SSL)/;

/** Is the database unreachable or busy, as opposed to a wrong statement? */
export function isTransientDatabaseError(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    const { code = "" } = error;
    return code in transientStates || code.slice(0, 2) in transientStates;
  }
  // Contains an error for each address of the host.
  if (error instanceof AggregateError) return error.errors.every(isTransientDatabaseError);
  if (!(error instanceof Error)) return false;
  const isSystemCall = "syscall" in error || "errno" in error;
  const isReset = "code" in error && error.code === "ECONNRESET";
  return isSystemCall || isReset || lostConnection.test(error.message);
}

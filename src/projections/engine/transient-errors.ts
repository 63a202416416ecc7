/** Two kinds of trouble: what passes by itself, and what an event causes. Only the second stops a group. */
import { DatabaseError } from "pg";
import { EventStoreUnavailable } from "../../eventstore/errors.ts";

/**
 * SQLSTATE classes of what passes: connection lost (08), rolled back for another's sake (40), out of
 * resources (53), operator intervened (57), lock not available (55P03), system error (58).
 */
const passing = /^(?:08|40|53|57|58|55P03)/;

/** Messages of the driver's own errors about a lost connection; they carry no code. */
const lostConnection =
  /^(?:Connection terminated|Client was closed|Client has encountered a connection error|timeout e|Query read timeout|Cannot use a pool after)/;

/** Is it a matter of waiting - the database or the event store being away - rather than of an event? */
export function isTransient(error: unknown): boolean {
  if (error instanceof EventStoreUnavailable) return true;
  if (error instanceof DatabaseError) return passing.test(error.code ?? "");
  if (!(error instanceof Error)) return false;
  const isSystemCall = "syscall" in error || "errno" in error;
  return isSystemCall || lostConnection.test(error.message);
}

const longestText = 500;

/**
 * What may be kept and shown of an event's error: enough to find the mistake, and nothing that could be
 * the event's content, which the messages of a parser or of the database may repeat.
 */
export function describeError(error: unknown): string {
  if (error instanceof DatabaseError) {
    const { code, table, column, constraint, routine } = error;
    const parts = Object.entries({ table, column, constraint, routine }).filter(
      ([, value]) => value !== undefined,
    );
    return [`database error ${code}`, ...parts.map(([name, value]) => `${name} ${value}`)].join(
      ", ",
    );
  }
  if (error instanceof SyntaxError) return "SyntaxError: the stored JSON cannot be read";
  if (!(error instanceof Error)) return "an unknown error";
  return `${error.name}: ${error.message}`.slice(0, longestText).toWellFormed();
}

/** Errors of folding: whether the event is to blame, and how they are stored and shown. */
import { DatabaseError } from "pg";

/**
 * Classes of SQLSTATE that a value can cause: cardinality, data exceptions, constraints, limits of the
 * program. Others, such as a missing table, would meet every event.
 */
const classesOfValues: ReadonlySet<string> = new Set(["21", "22", "23", "54"]);

export function isOfTheEvent(error: unknown): boolean {
  return !(error instanceof DatabaseError) || classesOfValues.has((error.code ?? "").slice(0, 2));
}

const longestText = 500;

/**
 * Describes an event's error, to be stored and shown. Messages of the JSON parser and the database are
 * left out, because they may repeat the event's content.
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

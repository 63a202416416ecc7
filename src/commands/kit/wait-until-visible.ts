/** Read your own writes: a command is answered once the read models contain what it did. */
import type { CommandResult, Services } from "./context.ts";
import { RejectedError } from "./rejected-error.ts";

const patienceMilliseconds = 10_000;

/** Waits until `done.position` is visible, on every instance that reads the same database. */
export async function waitUntilVisible<Result extends CommandResult>(
  { directory }: Services,
  done: Result,
): Promise<Result> {
  if (await directory.waitFor(done.position, patienceMilliseconds)) return done;
  throw new RejectedError(
    "not-yet-visible",
    `The change is recorded at position ${done.position}, but reads do not show it yet.`,
  );
}

/** The furthest of several positions. */
export function furthest(...positions: readonly bigint[]): bigint {
  return positions.reduce((a, b) => (a > b ? a : b), 0n);
}

/** Skipping in the open: every skipped test has a reason, and the end of the run prints it. */
import { beforeEach } from "vitest";

/** Skips the tests of the suite or file in which it is called, where a reason is given. */
export function skipAll(reason: string | undefined): void {
  if (reason !== undefined) beforeEach(({ skip }) => skip(reason));
}

/** Every skipped test has a reason, which the end of the run prints. */
import { beforeEach } from "vitest";

/** Skips the tests of the calling suite or file if a reason is given. */
export function skipAll(reason: string | undefined): void {
  if (reason !== undefined) beforeEach(({ skip }) => skip(reason));
}

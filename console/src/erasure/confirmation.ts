/** Whether what was typed confirms an erasure. */

import { caseFold } from "../../../src/platform/case-fold.ts";

/** @param accepted any of them will do, in capitals or small letters; empty ones never do */
export function isConfirmed(typed: string, accepted: readonly string[]): boolean {
  const given = caseFold(typed.trim());
  return given !== "" && accepted.some((each) => caseFold(each) === given);
}

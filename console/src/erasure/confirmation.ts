/** Whether what was typed confirms an erasure. */

/** @param accepted any of them will do, in capitals or small letters; empty ones never do */
export function isConfirmed(typed: string, accepted: readonly string[]): boolean {
  const given = typed.trim().toLowerCase();
  return given !== "" && accepted.some((each) => each.toLowerCase() === given);
}

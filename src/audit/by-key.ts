/** The order of a bundle's tables. */

/** By UTF-16 code units, which for ids is the order of their bytes. */
export function byKey(
  [one]: readonly [string, unknown],
  [other]: readonly [string, unknown],
): number {
  return one < other ? -1 : 1;
}

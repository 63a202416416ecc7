/**
 * Arrays as parameters of prepared statements. PostgreSQL keeps a plan for any values only if it seems no
 * dearer than plans made for the values at hand, and for fewer keys than it assumes those always seem cheaper:
 * it would plan the statement anew at each call, which takes longer than to execute it. It does not see the
 * length of an array behind a sub-select, so that all plans seem alike and after five calls one is kept
 * (docs/decisions/0044-plans-that-are-kept.md).
 */
import { type RawBuilder, sql } from "kysely";

/** The parameter of that number: an array of the type, such as `uuid`. */
export const givenArray = (parameter: number, type: string): string =>
  `(select $${parameter}::${type}[])::${type}[]`;

/** Several, from the parameter of that number on; for `unnest`. */
export const givenArrays = (first: number, ...types: readonly string[]): string =>
  types.map((type, index) => givenArray(first + index, type)).join(", ");

/** `givenArray` in a composed statement. */
export function givenArrayOf<Item>(
  given: RawBuilder<readonly Item[]>,
  type: string,
): RawBuilder<readonly Item[]> {
  const array = sql.raw(`${type}[]`);
  return sql`(select ${given}::${array})::${array}`;
}

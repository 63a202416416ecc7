/**
 * Arrays as parameters of prepared statements that look rows up by many keys. PostgreSQL keeps a plan for any
 * values only if plans for the values at hand, with the time to make them, seem to cost more. It takes an array
 * that it does not know for one of ten elements, so for fewer keys those always seemed cheaper, and it planned
 * the statement anew at each call, which takes longer than to execute it. Behind a sub-select it never sees the
 * length, so all plans seem alike, and one is kept (docs/decisions/0044-plans-that-are-kept.md).
 */
import { type RawBuilder, sql } from "kysely";

/**
 * The parameter of that number: an array of the type, such as `uuid`. The outer cast makes it a value: after
 * `any`, a bare sub-select would be a set of rows.
 */
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

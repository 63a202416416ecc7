/** Pages by key, not by offset: stable while rows change, and the last is as fast as the first. */
import { type Expression, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";

/** The sort values of a page's last item. The last value is an id, so that the order is total. */
export type Cursor = readonly (string | null)[];

export interface PageRequest {
  readonly limit: number;
  /** The `next` of the previous page; left out for the first page. */
  readonly after?: Cursor | undefined;
  /** Adds `total` to the page. */
  readonly includeTotal?: boolean | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Left out on the last page. */
  readonly next?: Cursor;
  /** The number of items on all pages; only if asked for. */
  readonly total?: number;
  /** There are more than `total`: the count stops there. */
  readonly totalIsBounded?: true;
}

/** Makes a page of up to `limit + 1` rows; the extra row tells that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => Cursor,
): Page<Item> {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const items = shown.map(toItem);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last) } : { items };
}

/** A condition for rows beyond a page's last item; `columns` are those of the order, ascending with `>`. */
export function isBeyond(
  columns: readonly (string | Expression<unknown>)[],
  comparison: ">" | "<",
  after: readonly unknown[] | undefined,
): RawBuilder<boolean> {
  if (after === undefined) return sql`true`;
  const refs = columns.map((column) => (typeof column === "string" ? sql.ref(column) : column));
  return sql`(${sql.join(refs)}) ${sql.raw(comparison)} (${sql.join(after)})`;
}

/** In every item of a list, so that it can be changed with `If-Match` without being read again. */
export const revision = z
  .int()
  .describe("The revision of its stream; in quotation marks it is the `ETag` for `If-Match`.");

/** Who created a resource and who changed it last. */
export const stamps = {
  createdAt: timestamp,
  createdBy: id.describe("A user, or the nil UUID for the system."),
  updatedAt: timestamp,
  updatedBy: id,
};

/** Selects `stamps` and `revision` of a table by its name or alias. */
export const selectedStamps = <Alias extends string>(table: Alias) =>
  [
    `${table}.created_at as createdAt`,
    `${table}.created_by as createdBy`,
    `${table}.updated_at as updatedAt`,
    `${table}.updated_by as updatedBy`,
    `${table}.revision`,
  ] as const;

/** Numbers the parameters of a statement that is composed of parts. */
export interface Parameters {
  readonly values: unknown[];
  /** Adds a value and returns its placeholder. */
  readonly add: (value: unknown) => string;
}

export function parameters(...first: readonly unknown[]): Parameters {
  const values = [...first];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** A part of a statement with its parameters, for a composed query. */
export function composed<Value>(write: (used: Parameters) => string): RawBuilder<Value> {
  const used = parameters();
  // Every second part is the number of a parameter.
  const parts = write(used)
    .split(/\$(\d+)/)
    .map((part, index) =>
      index % 2 === 0 ? sql.raw(part) : sql.val(used.values[Number(part) - 1]),
    );
  return sql`${sql.join(parts, sql``)}`;
}

/** A pattern for `like` that finds the text anywhere, with its special characters escaped. */
export function anywhere(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

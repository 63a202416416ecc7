/** Reads a page of what a query finds, and counts all of it if asked. */
import { type CompiledQuery, type Expression, type SelectQueryBuilder, sql } from "kysely";
import type pg from "pg";
import { type Cursor, isBeyond, type Page, type PageRequest, pageOf } from "./page.ts";
import { rowsOf } from "./read-model.ts";

/** Beyond this, a count would cost more than the page. */
export const maxCounted = 10_000;

interface Paging<Row, Item> {
  /** The columns of the order; the last is an id, so that the order is total. */
  readonly by: readonly (string | Expression<unknown>)[];
  readonly direction?: "asc" | "desc" | undefined;
  /** Keeps the statement prepared; only for one whose text never changes. */
  readonly name?: string | undefined;
  /** What to count, if the query finds only this page; up to `maxCounted + 1` rows. */
  readonly counted?: { compile(): CompiledQuery } | undefined;
  /** Reads a maintained count of all rows, where there is one. */
  readonly maintained?: (() => Promise<number>) | undefined;
  readonly item: (row: Row) => Item;
  readonly cursor: (row: Row) => Cursor;
}

/** @param found neither ordered nor limited */
export async function readPage<Database, From extends keyof Database, Row extends object, Item>(
  pool: pg.Pool,
  found: SelectQueryBuilder<Database, From, Row>,
  { after, limit, includeTotal }: PageRequest,
  { by, direction = "asc", name, counted, maintained, item, cursor }: Paging<Row, Item>,
): Promise<Page<Item>> {
  const comparison = direction === "asc" ? ">" : "<";
  const ordered = by.reduce<SelectQueryBuilder<Database, From, Row>>(
    (query, column) =>
      query.orderBy(typeof column === "string" ? sql.ref(column) : column, direction),
    found.where(isBeyond(by, comparison, after)),
  );
  const size = name === undefined ? limit + 1 : preparedSize(limit + 1);
  const statement = name && `${name}${after === undefined ? "" : " after"}, ${size}`;
  const rows = await rowsOf(pool, ordered.limit(sql.lit(size)), statement);
  const page = pageOf(rows, limit, item, cursor);
  if (includeTotal !== true) return page;
  if (maintained !== undefined) return { ...page, total: await maintained() };
  const { sql: text, parameters } = (counted ?? found.limit(maxCounted + 1)).compile();
  return { ...page, ...(await countRows(pool, text, parameters)) };
}

/**
 * How many rows a prepared statement reads. The number is part of its text: with a parameter as its limit,
 * PostgreSQL plans it anew at each call, which takes as long as the page itself. There are few numbers, so
 * that there are few statements.
 */
const preparedSize = (atLeast: number): number =>
  [26, 51, 101, 201, 501].find((size) => size >= atLeast) ?? atLeast;

/** @param text a query that is limited to `maxCounted + 1` rows */
export async function countRows(
  pool: pg.Pool,
  text: string,
  values: readonly unknown[],
): Promise<Pick<Page<unknown>, "total" | "totalIsBounded">> {
  const { rows } = await pool.query<{ total: number }>(
    `select count(*)::integer as total from (${text}) found`,
    [...values],
  );
  const total = rows[0]?.total ?? 0;
  return total > maxCounted ? { total: maxCounted, totalIsBounded: true } : { total };
}

/** Reads a page of what a query finds, and counts all of it if asked. */
import {
  type CompiledQuery,
  type Expression,
  type SelectQueryBuilder,
  sql,
  type SqlBool,
} from "kysely";
import type pg from "pg";
import { type Cursor, isBeyond, type Page, type PageRequest, pageOf } from "./page.ts";
import { composedOnce, type Given, givenOnce, prepared } from "./prepared.ts";
import { rowsOf } from "./read-model.ts";

/** Beyond this, a count would cost more than the page. */
export const maxCounted = 10_000;

interface Order<Row> {
  /** The columns of the order; the last is an id, so that the order is total. */
  readonly by: readonly (string | Expression<unknown>)[];
  readonly direction?: "asc" | "desc" | undefined;
  readonly cursor: (row: Row) => Cursor;
}

interface Shown<Row, Item> {
  readonly item: (row: Row) => Item;
  /** Reads a maintained count of all rows, where there is one. */
  readonly maintained?: (() => Promise<number>) | undefined;
}

interface Paging<Row, Item> extends Order<Row>, Shown<Row, Item> {
  /** What to count, if the query finds only this page; up to `maxCounted + 1` rows. */
  readonly counted?: { compile(): CompiledQuery } | undefined;
}

/**
 * Reads a page of a query whose text depends on its call.
 * @param found neither ordered nor limited
 */
export async function readPage<Database, From extends keyof Database, Row extends object, Item>(
  pool: pg.Pool,
  found: SelectQueryBuilder<Database, From, Row>,
  request: PageRequest,
  { counted, ...paging }: Paging<Row, Item>,
): Promise<Page<Item>> {
  const { after, limit } = request;
  const rows = await rowsOf(pool, pageAfter(found, paging, after).limit(limit + 1));
  return withTotal(pool, rows, request, paging, () => {
    const { sql: text, parameters } = (counted ?? found.limit(maxCounted + 1)).compile();
    return { text, values: parameters };
  });
}

interface List<Values, Row, Query> extends Order<Row> {
  /** Neither ordered nor limited. */
  readonly found: (given: Given<Values>) => Query;
}

/** A cursor's values are given by their places in it. */
type PlacedValues = Readonly<Record<number, string | null>>;

interface ListShown<Row, Item> extends Shown<Row, Item> {
  /** Further conditions. With any, the statement is composed for this call alone, and not prepared. */
  readonly where?: readonly Expression<SqlBool>[];
}

/** Declares a list whose text is the same for all calls, as prepared.ts says. */
export function preparedPages<
  Values extends object,
  Database,
  From extends keyof Database,
  Row extends object,
>(name: string, { found, ...order }: List<Values, Row, SelectQueryBuilder<Database, From, Row>>) {
  const statements = new Map<
    string,
    (pool: pg.Pool, values: Values & PlacedValues) => Promise<Row[]>
  >();
  const counted = composedOnce<Values>((given) => found(given).limit(maxCounted + 1));

  function statementOf(isFirst: boolean, size: number) {
    const statement = `${name}${isFirst ? "" : " after"}, ${size}`;
    let read = statements.get(statement);
    if (read === undefined) {
      read = prepared<Values & PlacedValues, Row>(statement, (given) => {
        const after = isFirst ? undefined : order.by.map((_, place) => given[place]);
        return pageAfter(found(given), order, after).limit(sql.lit(size));
      });
      statements.set(statement, read);
    }
    return read;
  }

  return async <Item>(
    pool: pg.Pool,
    values: Values,
    request: PageRequest,
    { where = [], ...shown }: ListShown<Row, Item>,
  ): Promise<Page<Item>> => {
    const paging = { ...order, ...shown };
    if (where.length > 0) {
      const narrowed = where.reduce((query, each) => query.where(each), found(givenOnce(values)));
      return readPage(pool, narrowed, request, paging);
    }
    const { after, limit } = request;
    const read = statementOf(after === undefined, preparedSize(limit + 1));
    const rows = await read(pool, Object.assign({}, values, after ?? []));
    return withTotal(pool, rows, request, paging, () => counted(values));
  };
}

function pageAfter<Database, From extends keyof Database, Row>(
  found: SelectQueryBuilder<Database, From, Row>,
  { by, direction = "asc" }: Order<Row>,
  after: readonly unknown[] | undefined,
): SelectQueryBuilder<Database, From, Row> {
  const comparison = direction === "asc" ? ">" : "<";
  return by.reduce<SelectQueryBuilder<Database, From, Row>>(
    (query, column) =>
      query.orderBy(typeof column === "string" ? sql.ref(column) : column, direction),
    found.where(isBeyond(by, comparison, after)),
  );
}

async function withTotal<Row, Item>(
  pool: pg.Pool,
  rows: readonly Row[],
  { limit, includeTotal }: PageRequest,
  { item, cursor, maintained }: Order<Row> & Shown<Row, Item>,
  counted: () => { readonly text: string; readonly values: readonly unknown[] },
): Promise<Page<Item>> {
  const page = pageOf(rows, limit, item, cursor);
  if (includeTotal !== true) return page;
  if (maintained !== undefined) return { ...page, total: await maintained() };
  const { text, values } = counted();
  return { ...page, ...(await countRows(pool, text, values)) };
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
  const { rows } = await pool.query<{ total: number }>({
    text: `select count(*)::integer as total from (${text}) found`,
    values: [...values],
  });
  const total = rows[0]?.total ?? 0;
  return total > maxCounted ? { total: maxCounted, totalIsBounded: true } : { total };
}

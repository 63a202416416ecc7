/** Pages by key, never by offset: stable while rows come and go, and as fast on the last as on the first. */

/** Where a page ended: the values of its order, the last of which is an id, so that it is total. */
export type Cursor = readonly (string | null)[];

export interface PageRequest {
  readonly limit: number;
  /** The `next` of the page before; left out for the first one. */
  readonly after?: Cursor | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Left out on the last page. */
  readonly next?: Cursor;
}

/** A single resource, and the revision of its stream, which is its ETag. */
export interface Resource<Item> {
  readonly item: Item;
  readonly revision: number;
}

/** Makes a page of rows of which one more than the limit was asked for, which tells whether there are more. */
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

/** Numbers the parameters of a statement that is put together. */
export interface Parameters {
  readonly values: unknown[];
  /** Takes a value; answers how the statement names it. */
  readonly add: (value: unknown) => string;
}

export function parameters(...first: readonly unknown[]): Parameters {
  const values = [...first];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** For `like`: finds the text anywhere, whatever characters are in it. */
export function anywhere(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

/** Who made a resource and who changed it last, as every resource shows it. */
export interface ResourceStamps {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export function toResourceStamps(row: {
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}): ResourceStamps {
  return {
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

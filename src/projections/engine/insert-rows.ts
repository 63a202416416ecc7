/** Inserts any number of rows with one statement. */
import type pg from "pg";

/** A table, and its columns with their types. */
export interface InsertTable<Row> {
  readonly name: string;
  readonly types: Readonly<Record<keyof Row & string, string>>;
}

export async function insertRows<Row>(
  client: pg.ClientBase,
  { name, types }: InsertTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(types) as (keyof Row & string)[];
  const arrays = columns.map((column, index) => `$${index + 1}::${types[column]}[]`);
  await client.query({
    name: `insert ${name}`,
    text: `insert into ${name} (${columns.join(", ")}) select * from unnest(${arrays.join(", ")})`,
    values: columns.map((column) => rows.map((row) => row[column])),
  });
}

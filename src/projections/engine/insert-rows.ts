/** Inserts any number of rows with one statement, by `copy`: the server parses neither JSON nor arrays. */
import type pg from "pg";
import { copyFrom, copyText } from "../../platform/database/copy.ts";

/** A table, and its columns with their types. Columns are named like the properties of the row's type. */
export interface InsertTable<Row> {
  readonly name: string;
  readonly types: Readonly<Record<keyof Row & string, string>>;
  /** One more column, which is only written: storable JSON that follows from the row. */
  readonly derived?: { readonly column: string; readonly from: (row: Row) => string };
}

export async function insertRows<Row>(
  client: pg.ClientBase,
  table: InsertTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length > 0) await insertion(table, rows)(client);
}

/** Sends what was prepared. It fails only for what the database says, or with the connection. */
export type Send = (client: pg.ClientBase) => Promise<unknown>;

/**
 * Prepares the insert. In a JSON column, a text is JSON already.
 * @throws for a value that cannot be printed; nothing was sent then
 */
export function insertion<Row>(
  { name, types, derived }: InsertTable<Row>,
  rows: readonly Row[],
): Send {
  const columns = Object.entries<string>(types) as [keyof Row & string, string][];
  let text = "";
  for (const row of rows) {
    let separator = "";
    for (const [column, type] of columns) {
      text += separator + printed(row[column], type);
      separator = "\t";
    }
    if (derived !== undefined) text += separator + copyText(derived.from(row));
    text += "\n";
  }
  const names = [...columns.map(([column]) => column), ...(derived ? [derived.column] : [])];
  const list = names.map((column) => `"${column}"`).join(", ");
  return (client) => copyFrom(client, `copy ${name} (${list}) from stdin`, text);
}

function printed(value: unknown, type: string): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return copyText(value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return String(value);
  }
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString("hex")}`;
  if (type === "json" || type === "jsonb") return copyText(storableJson(value));
  if (Array.isArray(value)) return copyText(`{${value.map(quoted).join(",")}}`);
  throw new Error(`a value of ${type} cannot be copied`);
}

/** An element of an array. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/**
 * PostgreSQL can store neither NUL nor half a surrogate pair. Commands refuse both, but a projection must
 * not stop at one that slipped through: NUL is removed, half a pair becomes U+FFFD.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (isStorable(json)) return json;
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "string" ? each.replaceAll("\u0000", "").toWellFormed() : each,
  );
}

/** May also be false for JSON that only looks as if it had such a text. */
export const isStorable = (json: string): boolean =>
  !json.includes("\\u0000") && !json.includes("\\ud");

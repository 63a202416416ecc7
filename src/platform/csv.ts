/** Writes CSV (RFC 4180) from which a spreadsheet runs no formula. */

/** A cell's value; undefined is an empty cell. */
export type Cell = string | number | boolean | undefined | JsonCell;

interface JsonCell {
  readonly json: string;
}

/**
 * Where a text begins that a spreadsheet could run as a formula: in the cell, and in each piece that it may
 * split off, at a line break, tab, separator or quote of any locale. Some read wide forms of the signs alike,
 * and some skip spaces and characters that are not seen.
 */
const formula =
  /(?<=(?:^|[\t\r\n\v\f\u0085\u2028\u2029,;|"])[\s\p{Cc}\p{Cf}]*)[=+@\-\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B]/gu;
/** What some spreadsheets skip or run at a cell's begin. */
const control = /^[\t\r]/;
/** Most cells, such as ids and times. None of the expressions above and below matches them. */
const plain = /^[A-Za-z0-9][\w.:@+-]*$/;
/** Characters that need a quoted cell. */
const special = /[",\r\n]/;

/** One line per row, ended by CRLF. An apostrophe stands before what looks like a formula. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  let text = "";
  for (const row of rows) text += `${row.map(cellText).join(",")}\r\n`;
  return text;
}

/** A value as JSON that is still JSON in the cell: a sign becomes its escape, not a longer text. */
export function jsonCell(value: unknown): Cell {
  const json = JSON.stringify(value) as string | undefined;
  return json && { json: json.replaceAll(/"(?:[^"\\]|\\.)*"/g, withEscapedSigns) };
}

function withEscapedSigns(literal: string): string {
  const sign = (found: string) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return literal.replaceAll(formula, sign);
}

function cellText(cell: Cell): string {
  if (cell === undefined || typeof cell === "number" || typeof cell === "boolean") {
    return String(cell ?? "");
  }
  if (typeof cell === "string" && plain.test(cell)) return cell;
  const safe = typeof cell === "string" ? withoutFormulas(cell) : cell.json;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function withoutFormulas(text: string): string {
  const safe = text.replaceAll(formula, "'$&");
  return control.test(safe) ? `'${safe}` : safe;
}

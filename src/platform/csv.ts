/** Writes CSV (RFC 4180) from which a spreadsheet runs no formula. */

/** A cell's value; undefined is an empty cell. */
export type Cell = string | number | boolean | undefined;

/** How a text begins that a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;
/** Characters that need a quoted cell. */
const special = /[",\r\n]/;

/** One line per row, ended by CRLF. A text that looks like a formula gets an apostrophe in front. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  let text = "";
  for (const row of rows) text += `${row.map(cellText).join(",")}\r\n`;
  return text;
}

function cellText(cell: Cell): string {
  if (typeof cell !== "string") return cell === undefined ? "" : String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

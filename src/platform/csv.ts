/** CSV (RFC 4180) that a spreadsheet shows and does not run. */

/** What a cell may hold; left out where there is nothing. */
export type Cell = string | number | boolean | undefined;

/** Begins what a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;
/** What can stand in a cell only between quotes. */
const special = /[",\r\n]/;

/** Lines of a table, each ended by CRLF. Texts that look like formulas get an apostrophe in front. */
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

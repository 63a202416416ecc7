/** CSV (RFC 4180) that a spreadsheet shows and does not run. */
import { stringify } from "csv-stringify/sync";

/** What a cell may hold; left out where there is nothing. */
export type Cell = string | number | boolean | undefined;

/** Begins what a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

/** Lines of a table, each ended by CRLF. Texts that look like formulas get an apostrophe in front. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(safe)),
    { record_delimiter: "windows", cast: { boolean: String } },
  );
}

function safe(cell: Cell): Cell {
  return typeof cell === "string" && formula.test(cell) ? `'${cell}` : cell;
}

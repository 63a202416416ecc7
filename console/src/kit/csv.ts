/** CSV (RFC 4180) of what a page shows. */

/** @param rows the first row holds the names of the columns */
export function csvOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** A spreadsheet runs a text that begins so as a formula; the apostrophe makes it text. */
function field(value: string | number | undefined): string {
  const text = typeof value === "string" ? value.replace(/^[=+\-@\t\r]/, "'$&") : `${value ?? ""}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

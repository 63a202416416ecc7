/**
 * Reads members to invite from CSV (RFC 4180), also as spreadsheets write it: separated by commas, semicolons
 * or tabs, with any line ends, and with empty rows and columns. A header names the columns, in any order.
 */
import { isUtf8 } from "node:buffer";
import { invalidAt, invalidInput } from "../../commands/kit/rejected-error.ts";
import { type CsvRow, readCsv, UnclosedQuote } from "../../platform/csv.ts";

/** How each column's value becomes part of a member. */
const columns: Readonly<Record<string, (value: string) => object>> = {
  email: (email) => ({ email }),
  firstName: (firstName) => ({ firstName }),
  lastName: (lastName) => ({ lastName }),
  name: (name) => ({ name }),
  userRole: (userRole) => ({ userRole }),
  language: (language) => ({ invite: { language } }),
  disabled: (disabled) => ({ invite: { disabled: booleans[disabled.toLowerCase()] ?? disabled } }),
  solutions: (solutions) => ({ solutions: solutions.split(";").map(solutionIn) }),
};
const required = ["email", "firstName", "lastName"];
const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
const separators = [",", ";", "\t"];

/** A header may write the names of columns in any case. */
const byLowerCase = new Map(Object.keys(columns).map((name) => [name.toLowerCase(), name]));
const columnNamed = (cell: string): string | undefined =>
  byLowerCase.get(cell.trim().toLowerCase());

/**
 * A row with too few cells lacks the last columns: spreadsheets leave out empty cells at a row's end.
 * @param maxRows at most one row more is read, so that the route can refuse the batch by its count
 * @throws RejectedError `invalid-input` if the body is not such a table; a fault in a row is found when the
 *   row is checked
 */
export function membersInCsv(body: Buffer, maxRows: number): { members: unknown[] } {
  const { text, separator } = separated(textIn(body));
  const members: object[] = [];
  let names: Header | undefined;
  try {
    for (const row of readCsv(text, separator)) {
      if (names === undefined) names = headerIn(row);
      else members.push(memberIn(names, row));
      if (members.length > maxRows) break;
    }
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    const place = names === undefined ? "the header" : `row ${members.length + 1}`;
    throw invalidAt("", `The CSV cannot be read: a quote in ${place} is not closed.`);
  }
  if (names === undefined) throw invalidAt("", "The CSV has no header.");
  return { members };
}

/** The name of each column. */
type Header = ReadonlyMap<number, string>;

function headerIn(row: CsvRow): Header {
  const names = new Map(Array.from(row, ([column, cell]) => [column, columnNamed(cell) ?? cell]));
  const found = new Set<string>();
  const faults: string[] = [];
  for (const name of names.values()) {
    if (!Object.hasOwn(columns, name) || found.has(name)) {
      faults.push(`The column ${JSON.stringify(name.slice(0, 100))} is unknown or repeated.`);
    }
    found.add(name);
  }
  for (const name of required) {
    if (!found.has(name)) faults.push(`The column ${name} is missing.`);
  }
  if (names.size === 1) faults.push("Columns are separated by commas, semicolons or tabs.");
  if (faults.length > 0) throw invalidInput(faults.map((detail) => ({ pointer: "/0", detail })));
  return names;
}

function textIn(body: Buffer): string {
  if (isUtf8(body)) return new TextDecoder().decode(body);
  let line = 1;
  let start = 0;
  for (;;) {
    const end = body.indexOf("\n", start);
    if (end < 0 || !isUtf8(body.subarray(start, end))) break;
    start = end + 1;
    line += 1;
  }
  throw invalidAt("", `Line ${line} of the CSV is not UTF-8. Save the file as UTF-8.`);
}

/** The text without the line by which some spreadsheets say their separator, and the separator. */
function separated(text: string): { readonly text: string; readonly separator: string } {
  const [said, separator] = /^sep=([,;|:\t])[\r\n]+/i.exec(text) ?? [];
  if (said !== undefined && separator !== undefined) {
    return { text: text.slice(said.length), separator };
  }
  const [header = ""] = /^.*[a-z].*$/im.exec(text.slice(0, 10_000)) ?? [];
  const columnsBy = (each: string): number =>
    header.split(each).filter((cell) => columnNamed(cell.replaceAll('"', ""))).length;
  const [best = ","] = separators.toSorted((one, other) => columnsBy(other) - columnsBy(one));
  return { text, separator: best };
}

function memberIn(names: Header, row: CsvRow): object {
  const member: Record<string, unknown> = {};
  for (const [place, value] of row) {
    const column = columns[names.get(place) ?? ""];
    // A value that belongs to no column is a fault of the row: nothing is left out of what was sent.
    if (column === undefined) return { ...member, [`column ${place + 1}`]: value };
    for (const [field, part] of Object.entries(column(value))) {
      const known = member[field];
      member[field] = typeof known === "object" ? { ...known, ...part } : part;
    }
  }
  return member;
}

/** `id`, or `id:ROLE`. */
function solutionIn(text: string): object {
  const [, solutionId = "", userRole] = /^([^:]*)(?::(.*))?$/.exec(text.trim()) ?? [];
  return { solutionId, ...(userRole !== undefined && { userRole }) };
}

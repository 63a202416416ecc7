/** Reads members to invite from CSV. A header names the columns, in any order. */
import { isUtf8 } from "node:buffer";
import { invalidAt, invalidInput, type RejectedError } from "../../commands/kit/rejected-error.ts";
import {
  csvFormat,
  type CsvRow,
  readCsv,
  TooManyCells,
  UnclosedQuote,
} from "../../platform/read-csv.ts";

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

/** A header may write the names of columns in any case. */
const byLowerCase = new Map(Object.keys(columns).map((name) => [name.toLowerCase(), name]));
const columnNamed = (cell: string): string | undefined =>
  byLowerCase.get(cell.trim().toLowerCase());

/** A member as a row of a CSV says it. */
export class CsvMember {
  readonly member: object;
  /** Why nobody is to be invited by it, whatever its cells say. */
  readonly fault: RejectedError | undefined;

  constructor(names: Header, row: CsvRow) {
    this.member = memberIn(names, row);
    this.fault = misquotedIn(row);
  }

  /** For the digest of a keyed request: whoever corrects a quote asks for something else. */
  toJSON(): object {
    return this.fault === undefined ? this.member : { ...this.member, fault: this.fault.detail };
  }
}

/**
 * A row with too few cells lacks the last columns: spreadsheets leave out empty cells at a row's end.
 * @param maxRows at most one row more is read, so that the route can refuse the batch by its count
 * @throws RejectedError `invalid-input` if the body is not such a table; a fault in a row is the row's
 */
export function membersInCsv(body: Buffer, maxRows: number): { members: CsvMember[] } {
  const text = textIn(body);
  const members: CsvMember[] = [];
  const format = csvFormat(text, (name) => columnNamed(name) !== undefined);
  let names: Header | undefined;
  try {
    for (const row of readCsv(text, format)) {
      if (names === undefined) names = headerIn(row);
      else members.push(new CsvMember(names, row));
      if (members.length > maxRows) break;
    }
  } catch (error) {
    if (error instanceof TooManyCells) throw invalidAt("", error.message, error.message);
    if (!(error instanceof UnclosedQuote)) throw error;
    const detail = `The CSV cannot be read: a quote in line ${error.line} is not closed.`;
    throw invalidAt("", detail, detail);
  }
  if (names === undefined) throw invalidAt("", "The CSV has no header.");
  return { members };
}

/** Its cells may not be those that were meant. */
function misquotedIn({ misquoted }: CsvRow): RejectedError | undefined {
  if (misquoted === undefined) return undefined;
  const { from, to } = misquoted;
  const detail =
    from === to
      ? `Text stands behind a closing quote in line ${from}.`
      : `A quote that opens in line ${from} closes in line ${to}. If one is missing, the rows between are not read.`;
  return invalidAt("", detail, detail);
}

/** The name of each column. */
type Header = ReadonlyMap<number, string>;

function headerIn(row: CsvRow): Header {
  const fault = misquotedIn(row);
  if (fault !== undefined) throw fault;
  const names = new Map(
    Array.from(row.cells, ([column, cell]) => [column, columnNamed(cell) ?? cell]),
  );
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

function memberIn(names: Header, { cells }: CsvRow): object {
  const member: Record<string, unknown> = {};
  for (const [place, value] of cells) {
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

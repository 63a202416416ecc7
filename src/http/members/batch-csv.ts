/** Reads members to invite from CSV (RFC 4180). A header names the columns, in any order. */
import { CsvError, parse } from "csv-parse/sync";
import { invalidAt, invalidInput } from "../../commands/kit/rejected-error.ts";

/** How each column's value becomes part of a member. Empty cells are ignored. */
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

const bytesPerRow = 10_000;

/**
 * @param maxRows at most one row more is read, so that the route can refuse the batch by its count
 * @throws RejectedError `invalid-input` if the body is not such a table
 */
export function membersInCsv(body: Buffer, maxRows: number): { members: unknown[] } {
  const rows = tableIn(body, maxRows);
  const [header = [], ...lines] = rows;
  const names = header.map((name) => name.trim());
  const faults = [
    ...names
      .filter((name, index) => !Object.hasOwn(columns, name) || names.indexOf(name) !== index)
      .map((name) => `The column ${JSON.stringify(name.slice(0, 100))} is unknown or repeated.`),
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => `The column ${name} is missing.`),
  ];
  if (faults.length > 0) throw invalidInput(faults.map((detail) => ({ pointer: "/0", detail })));
  return { members: lines.map((cells) => memberIn(names, cells)) };
}

function tableIn(body: Buffer, maxRows: number): string[][] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return parse(text, {
      bom: true,
      skip_empty_lines: true,
      max_record_size: bytesPerRow,
      to: maxRows + 2,
    });
  } catch (error) {
    const detail =
      error instanceof CsvError
        ? `The CSV cannot be read: ${error.message}.`
        : "The CSV is not UTF-8.";
    throw invalidAt("", detail);
  }
}

function memberIn(names: readonly string[], cells: readonly string[]): object {
  const member: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) {
    const value = cells[index]?.trim() ?? "";
    if (value === "") continue;
    for (const [field, part] of Object.entries(columns[name]?.(value) ?? {})) {
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

/** Rows of a CSV file of people to invite: read from text, sent to the service, written again. */
import type { Schemas } from "@muster/client";
import { caseFold } from "../../../src/platform/case-fold.ts";
import { csvFormat, type CsvRow, readCsv, UnclosedQuote } from "../../../src/platform/read-csv.ts";

type Role = Schemas["OrganizationRole"];
type NewMember = Schemas["NewMemberInput"];
export type BatchItem = Schemas["MemberBatchOutcome"]["items"][number];

/** What one row says. Everything is text, so that what is wrong can be shown and corrected. */
export interface InvitationRow {
  /** The number that a spreadsheet shows. Names the row while others are removed. */
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userRole: string;
  readonly language: string;
  /** Names or ids, separated by semicolons, each optionally followed by `:ROLE`. */
  readonly solutions: string;
  readonly isWithoutMail: boolean;
  /** Where a quote may be missing: the row is not sent until somebody has corrected it. */
  readonly misquoted?: CsvRow["misquoted"];
  /** Undefined: the row was not checked as it is now. */
  readonly outcome?: BatchItem["outcome"] | undefined;
  readonly problem?: string | undefined;
}

export interface ReadRows {
  readonly rows: readonly InvitationRow[];
  readonly missingColumns: readonly string[];
}

/** As many as the service takes at once. */
export const rowsAtMost = 5000;

/** The names of columns, also as people write them; compared without case, blanks, `-` and `_`. */
const columns = {
  email: ["email", "emailaddress", "mail", "address", "emailadresse"],
  firstName: ["firstname", "givenname", "vorname"],
  lastName: ["lastname", "surname", "familyname", "nachname"],
  userRole: ["userrole", "role", "rolle"],
  language: ["language", "sprache"],
  solutions: ["solutions", "lösungen"],
  isWithoutMail: ["disabled", "withoutmail", "nomail", "ohnemail"],
} as const;

const required = ["email", "firstName", "lastName"] as const;

type Column = keyof typeof columns;

function isNamed(column: Column, name: string): boolean {
  const plain = name.toLowerCase().replace(/[\s_-]/g, "");
  return (columns[column] as readonly string[]).includes(plain);
}

const isKnown = (name: string): boolean =>
  Object.keys(columns).some((column) => isNamed(column as Column, name));

/**
 * @returns the rows that say anything
 * @throws UnclosedQuote, TooManyCells
 */
export function readInvitations(text: string): ReadRows {
  const [head, ...lines] = readCsv(text, csvFormat(text, isKnown));
  // What stands behind the quote was perhaps the first rows.
  if (head?.misquoted !== undefined) throw new UnclosedQuote(head.misquoted.from);
  const names = [...(head?.cells ?? [])];
  const placeOf = (column: Column): number =>
    names.find(([, name]) => isNamed(column, name))?.[0] ?? -1;
  const missingColumns = required.filter((column) => placeOf(column) < 0);
  if (missingColumns.length > 0) return { rows: [], missingColumns };
  const rows = lines.map(({ number, cells, misquoted }): InvitationRow => {
    const value = (column: Column): string => cells.get(placeOf(column)) ?? "";
    return {
      id: number,
      email: value("email"),
      firstName: value("firstName"),
      lastName: value("lastName"),
      userRole: value("userRole").toUpperCase(),
      language: value("language").toLowerCase(),
      solutions: value("solutions"),
      isWithoutMail: /^(true|yes|ja|1|x)$/i.test(value("isWithoutMail")),
      misquoted,
    };
  });
  return { rows, missingColumns };
}

/** A row that somebody has changed is to be checked again. */
export function corrected(row: InvitationRow, changed: Partial<InvitationRow>): InvitationRow {
  return { ...row, misquoted: undefined, outcome: undefined, problem: undefined, ...changed };
}

/** @returns undefined if the file is not UTF-8: what cannot be read must not be sent as something else */
export async function textIn(file: Blob): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * @param solutionIds ids by name, folded
 * @throws UnknownSolution
 */
export function invitationOf(
  row: InvitationRow,
  solutionIds: ReadonlyMap<string, string>,
): NewMember {
  const { email, firstName, lastName, userRole, language, isWithoutMail } = row;
  const solutions = row.solutions.split(";").flatMap((part) => {
    const whole = part.trim();
    if (whole === "") return [];
    // A name may hold a colon itself.
    const known = solutionIds.get(caseFold(whole));
    if (known !== undefined) return [{ solutionId: known }];
    const [, name = whole, role = ""] = /^(.*):\s*(\w+)$/s.exec(whole) ?? [];
    const solutionId = solutionIds.get(caseFold(name.trim()));
    if (solutionId === undefined) throw new UnknownSolution(whole);
    // The service says which roles there are.
    return [{ solutionId, userRole: role.toUpperCase() as Schemas["SolutionRole"] }];
  });
  const invite = {
    ...(language === "" ? {} : { language }),
    ...(isWithoutMail ? { disabled: true } : {}),
  };
  return {
    email,
    firstName,
    lastName,
    ...(userRole === "" ? {} : { userRole: userRole as Role }),
    ...(Object.keys(invite).length > 0 ? { invite } : {}),
    ...(solutions.length > 0 ? { solutions } : {}),
  };
}

export class UnknownSolution extends Error {}

/**
 * The row whose address is repeated, if the detail of a problem says so.
 * @param sent the rows of the request, by which the service counts
 */
export function repeatedRow(
  detail: string,
  sent: readonly Pick<InvitationRow, "id">[],
): number | undefined {
  const [, number] = /^is already in row (\d+)$/.exec(detail) ?? [];
  return sent[Number(number) - 1]?.id;
}

/** The rows as they were read, with what is wrong with them, for another try. */
export function invitationLines(rows: readonly InvitationRow[], problem: string): string[][] {
  const head = ["email", "firstName", "lastName", "userRole", "language", "solutions", "disabled"];
  return [
    [...head, problem],
    ...rows.map((row) => [
      row.email,
      row.firstName,
      row.lastName,
      row.userRole,
      row.language,
      row.solutions,
      row.isWithoutMail ? "true" : "",
      row.problem ?? "",
    ]),
  ];
}

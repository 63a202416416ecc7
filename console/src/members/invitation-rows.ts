/** Rows of a CSV file of people to invite: read from text, sent to the service, written again. */
import type { Schemas } from "@muster/client";
import { caseFold } from "../kit/case-fold.ts";

type Role = Schemas["OrganizationRole"];
type NewMember = Schemas["NewMemberInput"];
export type BatchItem = Schemas["MemberBatchOutcome"]["items"][number];

/** What one row says. Everything is text, so that what is wrong can be shown and corrected. */
export interface InvitationRow {
  /** Names the row while others are removed. */
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userRole: string;
  readonly language: string;
  /** Names or ids, separated by semicolons, each optionally followed by `:ROLE`. */
  readonly solutions: string;
  readonly isWithoutMail: boolean;
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

/** @returns the rows that say anything; blank lines are left out */
export function readInvitations(text: string): ReadRows {
  const [head = [], ...lines] = parseCsv(text);
  const names = head.map((name) => name.toLowerCase().replace(/[\s_-]/g, ""));
  const placeOf = (column: keyof typeof columns): number =>
    names.findIndex((name) => (columns[column] as readonly string[]).includes(name));
  const missingColumns = required.filter((column) => placeOf(column) < 0);
  if (missingColumns.length > 0) return { rows: [], missingColumns };
  const rows = lines.flatMap((fields, index): InvitationRow[] => {
    if (fields.every((field) => field.trim() === "")) return [];
    const value = (column: keyof typeof columns): string => fields[placeOf(column)]?.trim() ?? "";
    return [
      {
        id: index + 1,
        email: value("email"),
        firstName: value("firstName"),
        lastName: value("lastName"),
        userRole: value("userRole").toUpperCase(),
        language: value("language").toLowerCase(),
        solutions: value("solutions"),
        isWithoutMail: /^(true|yes|ja|1|x)$/i.test(value("isWithoutMail")),
      },
    ];
  });
  return { rows, missingColumns };
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

/** RFC 4180, with any line ends, and the separator that the first line says or uses. */
export function parseCsv(text: string): string[][] {
  const lines = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const [line = "", said] = /^sep=(.)\n/i.exec(lines) ?? [];
  const content = lines.slice(line.length);
  const [firstLine = ""] = content.split("\n", 1);
  const separator =
    said ??
    [";", "\t"].find((each) => firstLine.split(each).length > firstLine.split(",").length) ??
    ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < content.length; at += 1) {
    const character = content.charAt(at);
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (content.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && field === "") isQuoted = true;
    else if (character === separator) {
      row.push(field);
      field = "";
    } else if (character === "\n") {
      rows.push([...row, field]);
      row = [];
      field = "";
    } else field += character;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows;
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

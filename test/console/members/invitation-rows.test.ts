/** The CSV file of people to invite, as it is read and written. */
import { expect, test } from "vitest";
import { csvOf } from "../../../console/src/kit/csv.ts";
import { RejectedError } from "../../../src/commands/kit/rejected-error.ts";
import { withoutRepeats } from "../../../src/commands/members/batch-rows.ts";
import { UnclosedQuote } from "../../../src/platform/read-csv.ts";
import {
  corrected,
  invitationLines,
  invitationOf,
  readInvitations,
  repeatedRow,
  textIn,
  UnknownSolution,
} from "../../../console/src/members/invitation-rows.ts";

const solutionIds = new Map([
  ["safety walk", "s-1"],
  ["stock: north", "s-2"],
]);

test("columns are found by their names, in any order, and as people write them", () => {
  const { rows, missingColumns } = readInvitations(
    "Nachname;E-Mail;Vorname;Rolle;Ohne Mail\r\nByron;ada@example.com;Ada;admin;ja\r\n\r\nNil;bo@example.com;Bo;;",
  );
  expect(missingColumns).toEqual([]);
  expect(rows).toMatchObject([
    {
      id: 2,
      email: "ada@example.com",
      firstName: "Ada",
      lastName: "Byron",
      userRole: "ADMIN",
      isWithoutMail: true,
    },
    { id: 4, email: "bo@example.com", userRole: "", isWithoutMail: false },
  ]);
});

test("a header whose quote is closed by a later row hides nobody", () => {
  const text = 'email,firstName,lastName,"note\na@x.org,A,A,"\nb@x.org,B,B,x\n';
  expect(() => readInvitations(text)).toThrow(new UnclosedQuote(1));
});

test("a header that lacks a column says which", () => {
  expect(readInvitations("email,name\na@example.com,A")).toEqual({
    rows: [],
    missingColumns: ["firstName", "lastName"],
  });
});

test("separators and quotes are read as the service reads them", () => {
  const { rows } = readInvitations(
    '\uFEFFsep=|\r\nE-Mail|Vorname|Nachname\r\na@example.com|"A|""x"""|B\r\nb@example.com|"B"b|C\r\n',
  );
  expect(rows).toMatchObject([
    { id: 2, firstName: 'A|"x"', misquoted: undefined },
    { id: 3, firstName: "Bb", misquoted: { from: 4, to: 4 } },
  ]);
  // By the columns that are known: most commas stand in the names of others.
  const [row] = readInvitations("email;Vorname;Nachname;x,y,z,w\na@example.com;A;B;\n").rows;
  expect(row).toMatchObject({ email: "a@example.com", lastName: "B" });
  expect(() => readInvitations('email,Vorname,Nachname\n"a@example.com,A,B')).toThrow(
    UnclosedQuote,
  );
});

test("a row whose quotes may be wrong waits until somebody has corrected it", () => {
  const [row] = readInvitations('email,firstName,lastName\na@example.com,"A"x,B').rows;
  expect(row && corrected(row, { firstName: "A" })).toMatchObject({
    firstName: "A",
    lastName: "B",
    misquoted: undefined,
  });
});

test("a file that is not UTF-8 is not read as something else", async () => {
  expect(await textIn(new Blob([Buffer.from("J\xfcrgen", "latin1")]))).toBeUndefined();
  expect(await textIn(new Blob(["Jürgen"]))).toBe("Jürgen");
});

test("solutions are named, each with a role if one is given", () => {
  const [row] = readInvitations(
    'email,firstName,lastName,solutions,language\na@example.com,A,B,"Safety walk:editor; Stock: North ",DE',
  ).rows;
  expect(row && invitationOf(row, solutionIds)).toEqual({
    email: "a@example.com",
    firstName: "A",
    lastName: "B",
    invite: { language: "de" },
    solutions: [{ solutionId: "s-1", userRole: "EDITOR" }, { solutionId: "s-2" }],
  });
  expect(() => row && invitationOf({ ...row, solutions: "Moon" }, solutionIds)).toThrow(
    UnknownSolution,
  );
});

test("a repeated address names the row of the file, whatever the service was sent", () => {
  const invitee = { email: "a@example.com", firstName: "A", lastName: "B" };
  const rows = [1, 2].map((row) => ({ row, email: invitee.email, invitee }));
  const refused = withoutRepeats(rows)[1]?.invitee;
  const [fault] = refused instanceof RejectedError ? (refused.faults ?? []) : [];
  expect(repeatedRow(fault?.detail ?? "", [{ id: 17 }, { id: 20 }])).toBe(17);
  expect(repeatedRow("is unknown", [{ id: 17 }])).toBeUndefined();
});

test("rows that failed can be read again as they were", () => {
  const { rows } = readInvitations(
    "email,firstName,lastName,solutions,disabled\na@example.com,A,B,Safety walk,true",
  );
  expect(readInvitations(csvOf(invitationLines(rows, "problem"))).rows).toEqual(rows);
});

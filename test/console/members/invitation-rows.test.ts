/** The CSV file of people to invite, as it is read and written. */
import { expect, test } from "vitest";
import { csvOf } from "../../../console/src/kit/csv.ts";
import {
  invitationLines,
  invitationOf,
  parseCsv,
  readInvitations,
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
      id: 1,
      email: "ada@example.com",
      firstName: "Ada",
      lastName: "Byron",
      userRole: "ADMIN",
      isWithoutMail: true,
    },
    { id: 3, email: "bo@example.com", userRole: "", isWithoutMail: false },
  ]);
});

test("a header that lacks a column says which", () => {
  expect(readInvitations("email,name\na@example.com,A")).toEqual({
    rows: [],
    missingColumns: ["firstName", "lastName"],
  });
});

test("quoted fields keep separators, quotes and line breaks", () => {
  expect(parseCsv('\uFEFFa,b\r\n"x, ""y""\nz",\r\n')).toEqual([
    ["a", "b"],
    ['x, "y"\nz', ""],
  ]);
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

test("rows that failed can be read again as they were", () => {
  const { rows } = readInvitations(
    "email,firstName,lastName,solutions,disabled\na@example.com,A,B,Safety walk,true",
  );
  expect(readInvitations(csvOf(invitationLines(rows, "problem"))).rows).toEqual(rows);
});

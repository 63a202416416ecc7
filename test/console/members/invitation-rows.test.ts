/** The CSV file of people to invite, as it is read and written. */
import { expect, test } from "vitest";
import { csvOf } from "../../../console/src/kit/csv.ts";
import {
  invitationLines,
  invitationOf,
  parseCsv,
  readInvitations,
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

test.each([
  ["mixed line ends", "a,b\r\n1,2\n3,4\r5,6"],
  ["a line that says the separator", "sep=;\r\na;b\r\n1;2\r\n3;4\r\n5;6\r\n"],
  ["tabs", "a\tb\n1\t2\n3\t4\n5\t6"],
])("%s are read", (_, text) => {
  expect(parseCsv(text)).toEqual([
    ["a", "b"],
    ["1", "2"],
    ["3", "4"],
    ["5", "6"],
  ]);
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

test("rows that failed can be read again as they were", () => {
  const { rows } = readInvitations(
    "email,firstName,lastName,solutions,disabled\na@example.com,A,B,Safety walk,true",
  );
  expect(readInvitations(csvOf(invitationLines(rows, "problem"))).rows).toEqual(rows);
});

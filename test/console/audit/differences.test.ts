/** What became of a person's access, in words. */
import { expect, test } from "vitest";
import { differenceInWords, differencesOf } from "../../../console/src/audit/differences.ts";
import { en as english } from "../../support/texts.ts";

const held = {
  status: "ACTIVE",
  role: "USER",
  grantedBy: "ana",
  grantedAt: "2026-01-01",
  position: 1,
} as const;

const naming = {
  people: {},
  personName: (id: string) => id,
  solutionName: (id: string) => id,
  languageName: (code: string) => code,
  dateTime: (time: string) => time,
  text: english,
};

const wordsOf = (change: Partial<Parameters<typeof differencesOf>[0]>): string[] =>
  differencesOf({ userId: "bo", change: "CHANGED", solutions: [], ...change }).map((each) =>
    differenceInWords(each, naming),
  );

test("what was gained and lost says by whom; the organization comes first", () => {
  const lost = { ...held, endedBy: "cy", endedAt: "2026-02-02" };
  expect(
    wordsOf({
      organization: { after: { ...held, role: "ADMIN" } },
      solutions: [
        { solutionId: "x", before: lost },
        { solutionId: "y", after: held },
      ],
    }),
  ).toEqual([
    "Gained the organization: Admin (by ana, 2026-01-01)",
    "Gained y: User (by ana, 2026-01-01)",
    "Lost x; was: User (by cy, 2026-02-02)",
  ]);
});

test("a new role is said with its granter, a new status with whoever ended the former one", () => {
  const before = { ...held, endedBy: "cy", endedAt: "2026-02-02" };
  expect(wordsOf({ organization: { before, after: { ...held, role: "ADMIN" } } })).toEqual([
    "Role in the organization: Admin; was: User (by ana, 2026-01-01)",
  ]);
  expect(wordsOf({ organization: { before, after: { ...held, status: "DISABLED" } } })).toEqual([
    "Role in the organization: User (Disabled); was: User (by cy, 2026-02-02)",
  ]);
});

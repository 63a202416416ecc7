/** What differs between two access reviews as CSV: a line for each role in the organization or a solution. */
import { type Cell, csvLines } from "../../platform/csv.ts";
import type { AccessChange } from "../../projections/audit/queries/access-changes.ts";

const held = ["status", "role", "grantedBy", "grantedByRole", "grantedAt", "position"] as const;
const ended = ["endedBy", "endedByRole", "endedAt", "endedPosition"] as const;
const sides = [
  ["before", [...held, ...ended]],
  ["after", held],
] as const;

export function changesHeader(): string {
  const columns = sides.flatMap(([side, names]) => names.map((name) => `${side}.${name}`));
  return csvLines([["userId", "email", "change", "scope", "solutionId", ...columns]]);
}

export function changesLines(changes: readonly AccessChange[]): string {
  return csvLines(changes.flatMap(linesOf));
}

function linesOf({ userId, email, change, organization, solutions }: AccessChange): Cell[][] {
  const roles = [
    ...(organization ? [{ scope: "ORGANIZATION", solutionId: undefined, ...organization }] : []),
    ...solutions.map((each) => ({ scope: "SOLUTION", ...each })),
  ];
  return roles.map((role) => [
    userId,
    email,
    change,
    role.scope,
    role.solutionId,
    ...sides.flatMap(([side, names]) => names.map((name) => role[side]?.[name])),
  ]);
}

/** The access review as CSV: read model, export and offline verifier must make the same bytes. */
import { type Cell, csvLines } from "../platform/csv.ts";
import { normalizeEmail } from "../domain/primitives.ts";
import type { Access } from "./access.ts";

/** A member at the time of the review. */
export interface Reviewed {
  readonly userId: string;
  /** Undefined if the person was erased. */
  readonly email: string | undefined;
  readonly access: Access;
}

const columns = [
  "userId",
  "email",
  "status",
  "scope",
  "solutionId",
  "role",
  "grantedBy",
  "grantedByRole",
  "grantedAt",
  "position",
] as const;

export function reviewHeader(): string {
  return csvLines([columns]);
}

/** The lines of each member: the organization role, then the solution roles by solution id. */
export function reviewLines(members: readonly Reviewed[]): string {
  return members.length === 0 ? "" : csvLines(members.flatMap(rowsOf));
}

function rowsOf({ userId, email, access }: Reviewed): Cell[][] {
  const { status, role, grant, solutions } = access;
  const address = email === undefined ? undefined : normalizeEmail(email);
  const line = (
    scope: string,
    solutionId: string | undefined,
    held: string,
    given: typeof grant,
  ) => [
    userId,
    address,
    status,
    scope,
    solutionId,
    held,
    given.by,
    given.byRole,
    given.at,
    given.position,
  ];
  return [
    line("ORGANIZATION", undefined, role, grant),
    ...Object.keys(solutions)
      .sort()
      .flatMap((id) => {
        const given = solutions[id];
        return given === undefined ? [] : [line("SOLUTION", id, given.role, given.grant)];
      }),
  ];
}

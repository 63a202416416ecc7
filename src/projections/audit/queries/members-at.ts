/** Reads all members at one point of the log, with each role and its grant, for access reviews. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { givenArrayOf } from "../../../platform/database/given-array.ts";
import type { Access, Grant } from "../../../audit/access.ts";
import type { Reviewed } from "../../../audit/access-review.ts";
import { id, timestamp } from "../../../domain/primitives.ts";
import {
  memberStatus,
  organizationRole,
  type OrganizationRole,
  solutionRole,
  type SolutionRole,
} from "../../../domain/roles.ts";
import { isBeyond } from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { auditQueries, noSolution } from "../rows.ts";

const grant = {
  grantedBy: id,
  grantedByRole: z.string().optional(),
  grantedAt: timestamp,
  position: z.int().describe("The grant's position in the organization's log."),
};

export const reviewedMember = z.object({
  userId: id,
  email: z.string().optional(),
  status: memberStatus,
  role: organizationRole,
  ...grant,
  solutions: z.array(z.object({ solutionId: id, role: solutionRole, ...grant })),
});
type ReviewedMember = z.output<typeof reviewedMember>;

/** The member as the API shows them. The fold and the CSV, which the verifier makes too, have `Access`. */
export function reviewedMemberOf({ userId, email, access }: Reviewed): ReviewedMember {
  const { status, role, grant, solutions } = access;
  const given = Object.entries(solutions).map(([solutionId, each]) => ({
    solutionId,
    role: each.role,
    ...grantFields(each.grant),
  }));
  return { userId, email, status, role, ...grantFields(grant), solutions: given };
}

function grantFields({ by, byRole, at, position }: Grant) {
  return { grantedBy: by, grantedByRole: byRole, grantedAt: at, position };
}

type Member = Omit<Reviewed, "email">;

/** Rows read at once: memory stays flat, however many members there are. */
const rowsAtOnce = 2_000;

const grants = auditQueries
  .selectFrom("audit_roles")
  .select(["user_id", "solution_id", "role", "status"])
  .select(["granted_by", "granted_by_role", "granted_at", "granted_position"]);
type GrantRow = Awaited<ReturnType<typeof grants.execute>>[number];

/** All who were members when the log had `position` entries, ordered by id, in batches. */
export async function* readMembersAt(
  pool: pg.Pool,
  organizationId: string,
  position: number,
): AsyncGenerator<readonly Member[], undefined> {
  // The last member is held back, because their solutions may follow in the next rows.
  let member: Member | undefined;
  let after: After = { userId: noSolution, solutionId: noSolution };
  for (;;) {
    const rows = await readGrantsAt(pool, { organizationId, position, ...after });
    const members: Member[] = [];
    for (const row of rows) {
      if (row.user_id !== member?.userId) {
        if (member !== undefined) members.push(member);
        member = memberOf(row);
      } else {
        const { role, solution_id: solutionId } = row;
        const given = { role: role as SolutionRole, grant: grantOf(row) };
        const solutions = { ...member.access.solutions, [solutionId]: given };
        member = { ...member, access: { ...member.access, solutions } };
      }
    }
    const last = rows.at(-1);
    const isMore = last !== undefined && rows.length === rowsAtOnce;
    if (!isMore && member !== undefined) members.push(member);
    if (members.length > 0) yield members;
    if (!isMore) return undefined;
    after = { userId: last.user_id, solutionId: last.solution_id };
  }
}

/** Of the last grant before. */
interface After {
  readonly userId: string;
  readonly solutionId: string;
}

interface GrantsAt extends After {
  readonly organizationId: string;
  readonly position: number;
}

const readGrantsAt = prepared("access review", (given: Given<GrantsAt>) =>
  grants
    .where("organization_id", "=", given.organizationId)
    .where("position", "<=", given.position)
    .where(({ eb, or }) =>
      or([eb("ended_position", "is", null), eb("ended_position", ">", given.position)]),
    )
    .where(isBeyond(["user_id", "solution_id"], ">", [given.userId, given.solutionId]))
    .orderBy("user_id")
    .orderBy("solution_id")
    .limit(sql.lit(rowsAtOnce)),
);

/** The nil UUID sorts first, so a member's role in the organization precedes those in solutions. */
function memberOf(row: GrantRow): Member {
  if (row.solution_id !== noSolution) throw new Error("a role in a solution has no membership");
  const access: Access = {
    status: row.status,
    role: row.role as OrganizationRole,
    grant: grantOf(row),
    solutions: {},
  };
  return { userId: row.user_id, access };
}

function grantOf(row: GrantRow): Grant {
  return {
    by: row.granted_by,
    byRole: row.granted_by_role ?? undefined,
    at: row.granted_at,
    position: row.granted_position,
  };
}

/** Adds the members' current addresses; erased persons have none. */
export async function* withAddresses<Each extends { readonly userId: string }>(
  pool: pg.Pool,
  batches: AsyncIterable<readonly Each[]>,
): AsyncGenerator<readonly (Each & Pick<Reviewed, "email">)[], undefined> {
  for await (const members of batches) {
    const userIds = members.map(({ userId }) => userId);
    const rows = await readAddressesOf(pool, { userIds });
    const addresses = new Map(rows.map(({ user_id: userId, email }) => [userId, email]));
    yield members.map((each) => ({ ...each, email: addresses.get(each.userId) ?? undefined }));
  }
  return undefined;
}

const readAddressesOf = prepared(
  "access review addresses",
  ({ userIds }: Given<{ readonly userIds: readonly string[] }>) =>
    auditQueries
      .selectFrom("users")
      .select(["user_id", "email"])
      .where(sql<boolean>`user_id = any(${givenArrayOf(userIds, "uuid")})`),
);

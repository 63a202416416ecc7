/** Reads who held which role: one member's history, and all members at one point of the log. */
import type pg from "pg";
import type { Access, Grant } from "../../../audit/access.ts";
import type { Reviewed } from "../../../audit/access-review.ts";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../../domain/roles.ts";
import { type Page, type PageRequest, pageOf } from "../../engine/page.ts";
import { noSolution, type RoleRow } from "../rows.ts";

export interface RoleInterval {
  readonly scope: "ORGANIZATION" | "SOLUTION";
  readonly solutionId: string | undefined;
  readonly role: string;
  readonly status: MemberStatus;
  readonly validFrom: string;
  /** Undefined while the role is held. */
  readonly validTo: string | undefined;
  readonly changedBy: string;
  readonly changedByRole: string | undefined;
  readonly position: number;
  readonly endedBy: string | undefined;
  readonly endedByRole: string | undefined;
  readonly endedPosition: number | undefined;
}

/** The member's intervals, in the order of the log. */
export async function listRoleHistory(
  pool: pg.Pool,
  membership: { readonly organizationId: string; readonly userId: string },
  { after, limit }: PageRequest,
): Promise<Page<RoleInterval>> {
  const { rows } = await pool.query<RoleRow>({
    name: "role history",
    text: `select * from audit_roles
           where organization_id = $1 and user_id = $2
             and ($3::integer is null or (position, solution_id) > ($3, $4::uuid))
           order by position, solution_id limit $5`,
    values: [membership.organizationId, membership.userId, after?.[0], after?.[1], limit + 1],
  });
  return pageOf(rows, limit, intervalOf, (row) => [String(row.position), row.solution_id]);
}

function intervalOf(row: RoleRow): RoleInterval {
  const isOrganization = row.solution_id === noSolution;
  return {
    scope: isOrganization ? "ORGANIZATION" : "SOLUTION",
    solutionId: isOrganization ? undefined : row.solution_id,
    role: row.role,
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    changedBy: row.changed_by,
    changedByRole: row.changed_by_role ?? undefined,
    position: row.position,
    endedBy: row.ended_by ?? undefined,
    endedByRole: row.ended_by_role ?? undefined,
    endedPosition: row.ended_position ?? undefined,
  };
}

type Member = Omit<Reviewed, "email">;

/** Rows read at once: memory stays flat, however many members there are. */
const rowsAtOnce = 2_000;

/** All who were members when the log had `position` entries, ordered by id, in batches. */
export async function* readMembersAt(
  pool: pg.Pool,
  organizationId: string,
  position: number,
): AsyncGenerator<readonly Member[], undefined> {
  // The last member is held back, because their solutions may follow in the next rows.
  let member: Member | undefined;
  let after: readonly [string, string] = [noSolution, noSolution];
  for (;;) {
    const { rows } = await pool.query<RoleRow>({
      name: "access review",
      text: `select user_id, solution_id, role, status, granted_by, granted_by_role, granted_at,
                    granted_position
             from audit_roles
             where organization_id = $1 and position <= $2
               and (ended_position is null or ended_position > $2)
               and (user_id, solution_id) > ($3::uuid, $4::uuid)
             order by user_id, solution_id limit $5`,
      values: [organizationId, position, ...after, rowsAtOnce],
    });
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
    after = [last.user_id, last.solution_id];
  }
}

/** The nil UUID sorts first, so a member's role in the organization precedes those in solutions. */
function memberOf(row: RoleRow): Member {
  if (row.solution_id !== noSolution) throw new Error("a role in a solution has no membership");
  const access: Access = {
    status: row.status,
    role: row.role as OrganizationRole,
    grant: grantOf(row),
    solutions: {},
  };
  return { userId: row.user_id, access };
}

function grantOf(row: RoleRow): Grant {
  return {
    by: row.granted_by,
    byRole: row.granted_by_role ?? undefined,
    at: row.granted_at,
    position: row.granted_position,
  };
}

/** Adds the members' current addresses; erased persons have none. */
export async function* withAddresses(
  pool: pg.Pool,
  batches: AsyncIterable<readonly Member[]>,
): AsyncGenerator<readonly Reviewed[], undefined> {
  for await (const members of batches) {
    const { rows } = await pool.query<{ user_id: string; email: string | null }>({
      name: "access review addresses",
      text: "select user_id, email from users where user_id = any($1::uuid[])",
      values: [members.map(({ userId }) => userId)],
    });
    const addresses = new Map(rows.map(({ user_id: userId, email }) => [userId, email]));
    yield members.map((each) => ({ ...each, email: addresses.get(each.userId) ?? undefined }));
  }
  return undefined;
}

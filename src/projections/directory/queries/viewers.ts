/** Reads what the rights of many callers depend on, with one query for all of them. */
import type pg from "pg";
import type { OrganizationRole, SolutionRole } from "../../../domain/roles.ts";

export interface MemberKey {
  readonly organizationId: string;
  readonly userId: string;
}

export interface MemberRole extends MemberKey {
  readonly role: OrganizationRole;
}

/** The roles of those who are active members. */
export async function findActiveRoles(
  pool: pg.Pool,
  members: readonly MemberKey[],
): Promise<readonly MemberRole[]> {
  const { rows } = await pool.query<MemberRole>({
    name: "active-roles",
    text: `select m.organization_id as "organizationId", m.user_id as "userId", m.role
           from unnest($1::uuid[], $2::uuid[]) as asked (organization_id, user_id)
           join members m using (organization_id, user_id)
           join organizations o using (organization_id)
           where m.status = 'ACTIVE'`,
    values: [
      members.map(({ organizationId }) => organizationId),
      members.map(({ userId }) => userId),
    ],
  });
  return rows;
}

export interface SolutionRoleFound {
  readonly solutionId: string;
  readonly userId: string;
  readonly role: SolutionRole;
}

/** The roles that any of the users have in any of the solutions. */
export async function findSolutionRoles(
  pool: pg.Pool,
  userIds: readonly string[],
  solutionIds: readonly string[],
): Promise<readonly SolutionRoleFound[]> {
  const { rows } = await pool.query<SolutionRoleFound>({
    name: "solution-roles",
    text: `select a.solution_id as "solutionId", a.user_id as "userId", a.role
           from assignments a join solutions s using (solution_id)
           where a.solution_id = any($2::uuid[]) and a.user_id = any($1::uuid[])`,
    values: [userIds, solutionIds],
  });
  return rows;
}

export interface TokenLife {
  readonly tokenId: string;
  readonly userId: string;
  readonly deleted: boolean;
  readonly expiresAt: string;
  readonly leaseExpiresAt: string;
}

/** Whether and how long the tokens are valid. */
export async function findTokenLives(
  pool: pg.Pool,
  tokenIds: readonly string[],
): Promise<readonly TokenLife[]> {
  const { rows } = await pool.query<TokenLife>({
    name: "token-lives",
    text: `select token_id as "tokenId", user_id as "userId", deleted_at is not null as deleted,
                  expires_at as "expiresAt", lease_expires_at as "leaseExpiresAt"
           from tokens where token_id = any($1::uuid[])`,
    values: [tokenIds],
  });
  return rows;
}

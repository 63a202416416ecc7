/**
 * Reads what the rights of many callers depend on, with one query for all of them. Written by hand and
 * prepared, because every change that is shown runs them.
 */
import type pg from "pg";
import { givenArray, givenArrays } from "../../../platform/database/given-array.ts";
import { isOpen, type OwnScope } from "../../engine/open-memberships.ts";
import { organizationIsSetAside, personIsSetAside } from "./set-aside.ts";
import type { OrganizationRole, SolutionRole } from "../../../domain/roles.ts";

interface AskedRole {
  readonly organizationId: string;
  readonly own: OwnScope;
}

/**
 * The role of each caller in the organization asked for; undefined if the credential does not open it.
 * @param shown the projection that must not have set the organization aside
 */
export async function findOpenRoles(
  pool: pg.Pool,
  asked: readonly AskedRole[],
  shown: string,
): Promise<readonly (OrganizationRole | undefined)[]> {
  const credential = {
    issuedPosition: "asked.issued_position",
    issuedAt: "asked.issued_at",
    sessionId: "asked.session_id",
    idleSeconds: "asked.idle_seconds",
  };
  const { rows } = await pool.query<{ index: number; role: OrganizationRole }>({
    name: `open-roles ${shown}`,
    text: `select asked.index::integer as index, m.role
           from unnest(${givenArrays(1, "uuid", "uuid", "numeric", "timestamptz", "uuid", "integer")})
             with ordinality
             as asked (organization_id, user_id, issued_position, issued_at, session_id,
                       idle_seconds, index)
           join members m using (organization_id, user_id)
           join organizations o using (organization_id)
           where ${isOpen(credential)} and not ${personIsSetAside("m.user_id")}
             and not ${organizationIsSetAside("m.organization_id", shown)}`,
    values: [
      asked.map(({ organizationId }) => organizationId),
      asked.map(({ own }) => own.userId),
      asked.map(({ own }) => own.issuedPosition),
      asked.map(({ own }) => own.issuedAt),
      asked.map(({ own }) => own.sessionId),
      asked.map(({ own }) => own.idleSeconds),
    ],
  });
  const roles = new Map(rows.map(({ index, role }) => [index, role]));
  return asked.map((_, index) => roles.get(index + 1));
}

interface SolutionRoleFound {
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
           where a.solution_id = any(${givenArray(2, "uuid")}) and a.user_id = any(${givenArray(1, "uuid")})`,
    values: [userIds, solutionIds],
  });
  return rows;
}

interface TokenLife {
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
           from tokens
           where token_id = any(${givenArray(1, "uuid")}) and not ${personIsSetAside("user_id")}`,
    values: [tokenIds],
  });
  return rows;
}

/** Reads a person's own account, and the names of several people. */
import type pg from "pg";
import type { UserRow } from "../rows.ts";
import { displayName } from "../text.ts";
import { type Resource, type ResourceStamps, toResourceStamps } from "../../engine/page.ts";

export interface UserItem extends ResourceStamps {
  readonly userId: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly phone: string | undefined;
  readonly defaultOrganizationId: string | undefined;
  /** Active memberships, and the solutions assigned in them. */
  readonly statistics: { readonly organizationCount: number; readonly solutionCount: number };
}

export async function readUser(
  pool: pg.Pool,
  userId: string,
): Promise<Resource<UserItem> | undefined> {
  const { rows } = await pool.query<UserRow>({
    name: "user",
    // A default organization counts only while its user is active in it.
    text: `select user_id, email, given_name, first_name, last_name, avatar_url, phone,
                  (select m.organization_id from members m join organizations o using (organization_id)
                   where m.organization_id = users.default_organization_id
                     and m.user_id = users.user_id and m.status = 'ACTIVE') as default_organization_id,
                  organization_count, solution_count,
                  created_at, created_by, updated_at, updated_by, revision
           from users where user_id = $1`,
    values: [userId],
  });
  const row = rows[0];
  return row && { item: userItem(row), revision: row.revision };
}

function userItem(row: UserRow): UserItem {
  return {
    userId: row.user_id,
    email: row.email ?? undefined,
    name: displayName(row) ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    avatarUrl: row.avatar_url ?? undefined,
    phone: row.phone ?? undefined,
    defaultOrganizationId: row.default_organization_id ?? undefined,
    statistics: { organizationCount: row.organization_count, solutionCount: row.solution_count },
    ...toResourceStamps(row),
  };
}

/** The names or else the addresses of those who were not erased, by user id. */
export async function readNames(
  pool: pg.Pool,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<UserRow>(
    `select user_id, email, given_name, first_name, last_name from users
     where user_id = any($1::uuid[])`,
    [userIds],
  );
  const named = rows.map((row) => [row.user_id, displayName(row) ?? row.email] as const);
  return new Map(named.flatMap(([id, name]) => (name === null ? [] : [[id, name]])));
}

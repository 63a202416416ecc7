/** Reads a person's own account, and the names of several people. */
import type pg from "pg";
import type { UserRow } from "../rows.ts";
import { displayName } from "../text.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { type Resource, type ResourceStamps, toResourceStamps } from "../../engine/page.ts";

export interface AccountItem extends ResourceStamps {
  readonly userId: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly phone: string | undefined;
  readonly defaultOrganizationId: string | undefined;
  /** Has the person proved that the address is theirs? */
  readonly emailProved: boolean;
  /** Active memberships, and the solutions assigned in them. */
  readonly statistics: { readonly organizationCount: number; readonly solutionCount: number };
}

/** The caller's own account. A credential for one organization shows only that one's counts. */
export async function readUser(
  pool: pg.Pool,
  { userId, only }: OwnScope,
): Promise<Resource<AccountItem> | undefined> {
  const { rows } = await pool.query<UserRow>({
    name: "user",
    // A default organization counts only while its user is active in it.
    text: `select u.user_id, u.email, u.given_name, u.first_name, u.last_name, u.avatar_url, u.phone,
                  (select m.organization_id from members m join organizations o using (organization_id)
                   where m.organization_id = u.default_organization_id and m.user_id = u.user_id
                     and m.status = 'ACTIVE' and ($2::uuid is null or m.organization_id = $2))
                    as default_organization_id,
                  case when $2::uuid is null then u.organization_count
                       else (one.user_id is not null)::integer end as organization_count,
                  case when $2::uuid is null then u.solution_count
                       else coalesce(one.solution_count, 0) end as solution_count,
                  u.email_proved_at,
                  u.created_at, u.created_by, u.updated_at, u.updated_by, u.revision
           from users u
           left join (select m.user_id, m.solution_count
                      from members m join organizations o using (organization_id)
                      where m.organization_id = $2 and m.status = 'ACTIVE') one using (user_id)
           where u.user_id = $1`,
    values: [userId, only],
  });
  const row = rows[0];
  return row && { item: accountItem(row), revision: row.revision };
}

/** The address as it was first registered; undefined if the person was erased. */
export async function readAddress(pool: pg.Pool, userId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ email: string | null }>({
    name: "address",
    text: "select email from users where user_id = $1",
    values: [userId],
  });
  return rows[0]?.email ?? undefined;
}

function accountItem(row: UserRow): AccountItem {
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
    emailProved: row.email_proved_at !== null,
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

/**
 * People whom the caller may view: members of the organizations in which the caller may view users.
 * Only what those organizations know of a person is shown: counts cover memberships there, and a person
 * who has not accepted shows what the inviter wrote.
 */
import type pg from "pg";
import { normalizeEmail } from "../../../domain/primitives.ts";
import { searchForm } from "../text.ts";
import { isOwnAndOpen, type OwnScope } from "../../engine/open-memberships.ts";
import {
  anywhere,
  type Page,
  type PageRequest,
  pageOf,
  parameters,
  type ResourceStamps,
} from "../../engine/page.ts";

export interface PersonItem extends ResourceStamps {
  readonly userId: string;
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly phone: string | undefined;
  readonly statistics: { readonly organizationCount: number; readonly solutionCount: number };
}

export interface PeopleQuery extends PageRequest {
  /** The organizations in which the caller may view users. */
  readonly organizationIds: readonly string[];
  readonly search?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
}

interface Row {
  readonly user_id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly avatar_url: string | null;
  readonly phone: string | null;
  readonly organization_count: number;
  readonly solution_count: number;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

/** In the order in which they were created (ids are of version 7). */
export async function listPeople(
  pool: pg.Pool,
  { organizationIds, search, userIds, emails, after, limit }: PeopleQuery,
): Promise<Page<PersonItem>> {
  const { values, add } = parameters(organizationIds, limit + 1);
  const conditions = [
    "m.organization_id = o.id",
    ...(after === undefined ? [] : [`m.user_id > ${add(after[0])}::uuid`]),
    ...(search ? [`m.search_text like ${add(anywhere(searchForm(search)))}`] : []),
    ...(userIds ? [`m.user_id = any(${add(userIds)}::uuid[])`] : []),
    ...(emails ? [`m.email_key = any(${add(emails.map(normalizeEmail))}::text[])`] : []),
  ];
  // Reads a page of each organization by its index, and takes the first of all of them.
  const { rows } = await pool.query<Row>(
    `with found as (
       select distinct m.user_id
       from unnest($1::uuid[]) as o(id)
       cross join lateral (
         select m.user_id from members m where ${conditions.join(" and ")}
         order by m.user_id limit $2
       ) m
       order by m.user_id limit $2
     )
     select f.user_id, known.*, u.avatar_url, u.phone
     from found f
     cross join lateral (
       select (array_agg(m.email order by m.status = 'INVITED', m.created_at))[1] as email,
              (array_agg(m.name order by m.status = 'INVITED', m.created_at))[1] as name,
              (array_agg(m.first_name order by m.status = 'INVITED', m.created_at))[1] as first_name,
              (array_agg(m.last_name order by m.status = 'INVITED', m.created_at))[1] as last_name,
              bool_or(m.status <> 'INVITED') as has_accepted,
              (count(*) filter (where m.status = 'ACTIVE'))::integer as organization_count,
              coalesce(sum(m.solution_count) filter (where m.status = 'ACTIVE'), 0)::integer
                as solution_count,
              min(m.created_at) as created_at,
              (array_agg(m.created_by order by m.created_at))[1] as created_by,
              max(m.updated_at) as updated_at,
              (array_agg(m.updated_by order by m.updated_at desc))[1] as updated_by
       from members m where m.user_id = f.user_id and m.organization_id = any($1::uuid[])
     ) known
     left join users u on u.user_id = f.user_id and known.has_accepted
     order by f.user_id`,
    values,
  );
  return pageOf(rows, limit, personItem, (row) => [row.user_id]);
}

/** All organizations that the credential opens and in which its holder has one of the roles. */
export async function organizationsWithRole(
  pool: pg.Pool,
  own: OwnScope,
  roles: readonly string[],
): Promise<string[]> {
  const used = parameters(roles);
  const { rows } = await pool.query<{ organization_id: string }>({
    name: "organizations with role",
    text: `select m.organization_id from members m join organizations o using (organization_id)
           where ${isOwnAndOpen(used, own)} and m.role = any($1::text[])`,
    values: used.values,
  });
  return rows.map(({ organization_id: id }) => id);
}

function personItem(row: Row): PersonItem {
  return {
    userId: row.user_id,
    email: row.email ?? undefined,
    name: row.name ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    avatarUrl: row.avatar_url ?? undefined,
    phone: row.phone ?? undefined,
    statistics: { organizationCount: row.organization_count, solutionCount: row.solution_count },
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

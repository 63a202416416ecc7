/** Reads organizations: a user's list, a single one with its settings, and a user's memberships. */
import type pg from "pg";
import type { MemberStatus, OrganizationRole } from "../../../domain/roles.ts";
import type { Settings } from "../../../domain/organization/settings.ts";
import type { OrganizationRow } from "../rows.ts";
import {
  isAwake,
  isNotEnded,
  isOwnAndOpen,
  type OwnScope,
  scopeParameters,
} from "../../engine/open-memberships.ts";
import {
  anywhere,
  type Page,
  type PageRequest,
  pageOf,
  parameters,
  type Resource,
  type ResourceStamps,
  toResourceStamps,
} from "../../engine/page.ts";

export interface OrganizationItem extends ResourceStamps {
  readonly organizationId: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly url: string | undefined;
  readonly locked: boolean;
}

export interface OrganizationQuery extends PageRequest {
  readonly own: OwnScope;
  /** Found anywhere in the name, without regard to case. */
  readonly search?: string | undefined;
}

const selected = `o.organization_id, o.name, o.description, o.url, o.created_at, o.created_by,
                  o.updated_at, o.updated_by, o.revision`;

/** In the order in which they were founded (ids are of version 7). */
export async function listOrganizations(
  pool: pg.Pool,
  { own, search, after, limit }: OrganizationQuery,
): Promise<Page<OrganizationItem>> {
  const used = parameters(limit + 1);
  const conditions = [
    isOwnAndOpen(used, own),
    ...(after === undefined ? [] : [`o.organization_id > ${used.add(after[0])}`]),
    ...(search ? [`lower(o.name) like lower(${used.add(anywhere(search.normalize("NFC")))})`] : []),
  ];
  const { rows } = await pool.query<OrganizationRow>(
    `select ${selected} from members m join organizations o using (organization_id)
     where ${conditions.join(" and ")} order by o.organization_id limit $1`,
    used.values,
  );
  return pageOf(rows, limit, organizationItem, (row) => [row.organization_id]);
}

export async function readOrganization(
  pool: pg.Pool,
  organizationId: string,
): Promise<Resource<OrganizationItem> | undefined> {
  const { rows } = await pool.query<OrganizationRow>({
    name: "organization",
    text: `select ${selected} from organizations o where organization_id = $1`,
    values: [organizationId],
  });
  const row = rows[0];
  return row && { item: organizationItem(row), revision: row.revision };
}

/** The ids of all organizations that the credential opens. */
export async function openOrganizations(pool: pg.Pool, own: OwnScope): Promise<string[]> {
  const used = parameters();
  const { rows } = await pool.query<{ organization_id: string }>({
    name: "open organizations",
    text: `select m.organization_id from members m join organizations o using (organization_id)
           where ${isOwnAndOpen(used, own)}`,
    values: used.values,
  });
  return rows.map(({ organization_id: id }) => id);
}

/** Has the user proved their address, or joined another organization and not left it? */
export async function isKnownElsewhere(
  pool: pg.Pool,
  userId: string,
  organizationId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "known elsewhere",
    text: `select 1 from users where user_id = $1 and email_proved_at is not null
           union all
           select 1 from members
           where user_id = $1 and organization_id <> $2 and status <> 'INVITED'
           limit 1`,
    values: [userId, organizationId],
  });
  return rowCount === 1;
}

/** In how many organizations the person is an active or disabled member. */
export async function countJoined(pool: pg.Pool, userId: string): Promise<number> {
  const { rows } = await pool.query<{ joined: number }>({
    name: "count joined organizations",
    text: `select count(*)::integer as joined from members
           where user_id = $1 and status <> 'INVITED'`,
    values: [userId],
  });
  return rows[0]?.joined ?? 0;
}

/** The organization's settings, including defaults. */
export async function readSettings(
  pool: pg.Pool,
  organizationId: string,
): Promise<Resource<Settings> | undefined> {
  const { rows } = await pool.query<OrganizationRow>({
    name: "organization settings",
    text: `select idle_logout_minutes, invite_expiry_days, default_language, member_limit,
                  request_access_email, revision
           from organizations where organization_id = $1`,
    values: [organizationId],
  });
  const row = rows[0];
  return row && { item: settingsOf(row), revision: row.revision };
}

function settingsOf(row: OrganizationRow): Settings {
  return {
    idleLogoutMinutes: row.idle_logout_minutes,
    inviteExpiryDays: row.invite_expiry_days,
    defaultLanguage: row.default_language,
    memberLimit: row.member_limit ?? undefined,
    requestAccessEmail: row.request_access_email ?? undefined,
  };
}

/** A user's membership as they see it themselves, whatever its status. */
export interface OwnOrganizationItem {
  readonly organizationId: string;
  readonly name: string;
  readonly userRole: OrganizationRole;
  readonly userStatus: MemberStatus;
  readonly solutionCount: number;
  readonly isDefault: boolean;
  /** Did the session end there because it was idle? Signing in opens it again. */
  readonly needsSignIn: boolean;
}

export async function listOwnOrganizations(
  pool: pg.Pool,
  { own, after, limit }: Omit<OrganizationQuery, "search">,
): Promise<Page<OwnOrganizationItem>> {
  const used = parameters(own.userId, limit + 1, after?.[0], own.only);
  const credential = scopeParameters(used, own);
  const { rows } = await pool.query<OwnOrganizationItem>({
    name: "own organizations",
    text: `select m.organization_id as "organizationId", o.name, m.role as "userRole",
                  m.status as "userStatus", m.solution_count as "solutionCount",
                  m.status = 'ACTIVE' and coalesce(u.default_organization_id = m.organization_id, false)
                    as "isDefault",
                  not ${isAwake(credential)} as "needsSignIn"
           from members m
           join organizations o using (organization_id)
           left join users u on u.user_id = m.user_id
           where m.user_id = $1 and ($3::uuid is null or m.organization_id > $3)
             and ($4::uuid is null or m.organization_id = $4) and ${isNotEnded(credential)}
           order by m.organization_id limit $2`,
    values: used.values,
  });
  return pageOf(
    rows,
    limit,
    (row) => row,
    (row) => [row.organizationId],
  );
}

function organizationItem(row: OrganizationRow): OrganizationItem {
  return {
    organizationId: row.organization_id,
    name: row.name,
    description: row.description ?? undefined,
    url: row.url ?? undefined,
    locked: false,
    ...toResourceStamps(row),
  };
}

/** Organizations and their settings, and the memberships of a person. */
import { type InferResult, type RawBuilder, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { id } from "../../../domain/primitives.ts";
import {
  memberStatus,
  organizationRole,
  type OrganizationRole,
  organizationRoles,
} from "../../../domain/roles.ts";
import { groupedRead } from "../../../platform/group-reads.ts";
import {
  askers,
  askerValues,
  credentialOfAsker,
  isAwake,
  isNotEnded,
  isOpen,
  membershipsOfAskers,
  ownAndOpen,
  type OwnScope,
  scopeParameters,
} from "../../engine/open-memberships.ts";
import {
  anywhere,
  composed,
  type Page,
  type PageRequest,
  revision,
  selectedStamps,
  stamps,
} from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { present } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { directoryQueries, madeSince } from "../rows.ts";
import { searchedSince, searchForm } from "../text.ts";

export const organizationSettings = z
  .object({
    idleLogoutMinutes: z.int(),
    inviteExpiryDays: z.int(),
    defaultLanguage: z.string(),
    memberLimit: z.int().optional().describe("The maximum number of members; no limit if absent."),
    requestAccessEmail: z.string().optional().describe("Whom to ask for access."),
    revision,
  })
  .meta({ id: "OrganizationSettings" });

/** It is the deployment's, the same for all, so that routes add it. */
const region = z.string().describe("Where the deployment keeps the organization's data.");

export const organization = z
  .object({
    organizationId: id,
    name: z.string(),
    description: z.string().optional(),
    url: z.string().optional(),
    region,
    locked: z.boolean(),
    settings: organizationSettings.optional(),
    ...stamps,
    revision,
  })
  .meta({ id: "Organization" });
type Organization = Omit<z.output<typeof organization>, "region">;

interface OrganizationQuery extends PageRequest {
  readonly own: OwnScope;
  /** Found anywhere in the name, without regard to case. */
  readonly search?: string | undefined;
}

const organizations = directoryQueries
  .selectFrom("organizations as o")
  .select(["o.organization_id as organizationId", "o.name", "o.description", "o.url"])
  .select(selectedStamps("o"));

const shown = (row: InferResult<typeof organizations>[number]): Organization => ({
  ...present(row),
  locked: false,
});

/** Tables of older versions are searched as those programs do. */
const isFound = (search: string) => sql<boolean>`case when ${madeSince(searchedSince)}
  then o.search_text like ${anywhere(searchForm(search))}
  else lower(o.name) like lower(${anywhere(search.normalize("NFC"))}) end`;

/** In the order in which they were founded (ids are of version 7). */
export async function listOrganizations(
  pool: pg.Pool,
  { own, search = "", ...page }: OrganizationQuery,
): Promise<Page<Organization>> {
  const where = search === "" ? [] : [isFound(search)];
  return readOrganizationsPage(pool, own, page, { where, item: shown });
}

const readOrganizationsPage = preparedPages("organizations", {
  found: (own: Given<OwnScope>) =>
    organizations
      .innerJoin("members as m", "m.organization_id", "o.organization_id")
      .where(ownAndOpen(own)),
  by: ["o.organization_id"],
  cursor: (row) => [row.organizationId],
});

export async function readOrganization(
  pool: pg.Pool,
  organizationId: string,
): Promise<Organization | undefined> {
  return (await readOrganizationById(pool, { organizationId })).map(shown)[0];
}

type OneOrganization = Given<{ readonly organizationId: string }>;

const readOrganizationById = prepared("organization", ({ organizationId }: OneOrganization) =>
  organizations.where("o.organization_id", "=", organizationId),
);

/** Settings, including defaults. */
export const settingsOfOrganizations = directoryQueries
  .selectFrom("organizations")
  .select(["idle_logout_minutes as idleLogoutMinutes", "invite_expiry_days as inviteExpiryDays"])
  .select(["default_language as defaultLanguage", "member_limit as memberLimit"])
  .select(["request_access_email as requestAccessEmail", "revision"]);

export async function readSettings(
  pool: pg.Pool,
  organizationId: string,
): Promise<z.output<typeof organizationSettings> | undefined> {
  return (await readSettingsById(pool, { organizationId })).map(present)[0];
}

const readSettingsById = prepared("organization settings", ({ organizationId }: OneOrganization) =>
  settingsOfOrganizations.where("organization_id", "=", organizationId),
);

/** A person's membership as they see it themselves, whatever its status. */
export const ownOrganization = z
  .object({
    organizationId: id,
    name: z.string(),
    region,
    userRole: organizationRole,
    userStatus: memberStatus,
    solutionCount: z.int().describe("The number of solutions assigned to the caller."),
    isDefault: z.boolean(),
    needsSignIn: z
      .boolean()
      .describe("The session was idle for longer than this organization allows: sign in again."),
    requestAccessEmail: z
      .string()
      .optional()
      .describe("Whom an active member asks for access to management, if the organization says."),
    revision: revision.describe("The organization's revision."),
  })
  .meta({ id: "OwnOrganization" });

export async function listOwnOrganizations(
  pool: pg.Pool,
  { own, ...page }: Omit<OrganizationQuery, "search">,
): Promise<Page<Omit<z.output<typeof ownOrganization>, "region">>> {
  const read = own.only === undefined ? readOwnPage : readPageOfOne;
  return read(pool, own, page, { item: present });
}

const byOrganization = {
  by: ["m.organization_id"],
  cursor: (row: { readonly organizationId: string }) => [row.organizationId],
} as const;

const readOwnPage = preparedPages("own organizations", {
  ...byOrganization,
  found: ownMemberships,
});
const readPageOfOne = preparedPages("own organization", {
  ...byOrganization,
  found: (own: Given<OwnScope>) =>
    ownMemberships(own).where(sql<boolean>`m.organization_id = ${own.only}`),
});

function ownMemberships(own: Given<OwnScope>) {
  const isDefault = sql<boolean>`m.status = 'ACTIVE'
    and coalesce(u.default_organization_id = m.organization_id, false)`;
  return directoryQueries
    .selectFrom("members as m")
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .leftJoin("users as u", "u.user_id", "m.user_id")
    .select(["m.organization_id as organizationId", "o.name", "m.role as userRole", "o.revision"])
    .select(["m.status as userStatus", "m.solution_count as solutionCount"])
    .select(isDefault.as("isDefault"))
    .select(
      sql<string | null>`case when m.status = 'ACTIVE' then o.request_access_email end`.as(
        "requestAccessEmail",
      ),
    )
    .select(
      composed<boolean>((used) => `not ${isAwake(scopeParameters(used, own))}`).as("needsSignIn"),
    )
    .where("m.user_id", "=", own.userId)
    .where(composed<boolean>((used) => isNotEnded(scopeParameters(used, own))));
}

/** Memberships that the credential opens. */
export const openMemberships = (own: Parameters<typeof ownAndOpen>[0]) =>
  directoryQueries
    .selectFrom("members as m")
    .innerJoin("organizations as o", "o.organization_id", "m.organization_id")
    .where(ownAndOpen(own));

interface AskedOrganizations {
  readonly own: OwnScope;
  readonly roles: readonly OrganizationRole[];
}

/** The ids of all organizations that the credential opens, where its holder has one of the roles. */
export function openOrganizations(
  pool: pg.Pool,
  own: OwnScope,
  roles: readonly OrganizationRole[] = organizationRoles,
): Promise<string[]> {
  return readOpen(pool, { own, roles });
}

const readOpen = groupedRead(async (pool: pg.Pool, asked: readonly AskedOrganizations[]) => {
  const { rows } = await pool.query<{ readonly place: number; readonly id: string }>({
    name: "open organizations",
    text: `select a.place, m.organization_id as id
           from ${askers({ roles: "text" })}
           ${membershipsOfAskers}
           join organizations o on o.organization_id = m.organization_id
           where (a.only_id is null or m.organization_id = a.only_id)
             and m.role = any(string_to_array(a.roles, ' ')) and ${isOpen(credentialOfAsker)}
           order by a.place, id`,
    values: [
      ...askerValues(asked.map(({ own }) => own)),
      asked.map(({ roles }) => roles.join(" ")),
    ],
  });
  const found = Map.groupBy(rows, ({ place }) => place);
  return asked.map((_, place) => (found.get(place) ?? []).map(({ id }) => id));
});

/** Has the user proved their address, or joined another organization and not left it? */
export async function isKnownElsewhere(
  pool: pg.Pool,
  userId: string,
  organizationId: string,
): Promise<boolean> {
  return (await readKnownElsewhere(pool, { userId, organizationId })).length === 1;
}

type Elsewhere = Given<{ readonly userId: string; readonly organizationId: string }>;

const readKnownElsewhere = prepared("known elsewhere", ({ userId, organizationId }: Elsewhere) => {
  const proved = directoryQueries
    .selectFrom("users")
    .select("user_id")
    .where("user_id", "=", userId)
    .where("email_proved_at", "is not", null);
  const elsewhere = joined(userId).select("user_id").where("organization_id", "<>", organizationId);
  return proved.unionAll(elsewhere).limit(sql.lit(1));
});

/** In how many organizations the person is an active or disabled member. */
export async function countJoined(pool: pg.Pool, userId: string): Promise<number> {
  return (await readJoinedCount(pool, { userId }))[0]?.count ?? 0;
}

const readJoinedCount = prepared(
  "count joined organizations",
  ({ userId }: Given<{ readonly userId: string }>) =>
    joined(userId).select(sql<number>`count(*)::integer`.as("count")),
);

const joined = (userId: RawBuilder<string>) =>
  directoryQueries
    .selectFrom("members")
    .where("user_id", "=", userId)
    .where("status", "<>", "INVITED");

/** Reads the members of an organization: a filtered list, or one member. */
import { type RawBuilder, sql } from "kysely";
import type pg from "pg";
import { givenArrayOf } from "../../../platform/database/given-array.ts";
import { groupedRead, inOrderOf } from "../../../platform/group-reads.ts";
import type { OrganizationRole } from "../../../domain/roles.ts";
import type { Position } from "../../../eventstore/port.ts";
import type { ProjectionGroup } from "../../engine/group.ts";
import type { Page, PageRequest } from "../../engine/page.ts";
import { type Given, prepared } from "../../engine/prepared.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { preparedPages } from "../../engine/read-page.ts";
import { pairId } from "../../engine/working-set.ts";
import {
  lastingColumns,
  lastingJson,
  lastingPart,
  type Member,
  shownSince,
  wholeMember,
} from "../member.ts";
import { directoryQueries, madeSince, type MemberRow } from "../rows.ts";
import { conditionsOf, type MemberFilter, rankOfRole } from "./member-filter.ts";

const sortFields = ["name", "email", "createdAt", "lastActiveAt", "role"] as const;
type SortField = (typeof sortFields)[number];
/** A leading `-` means descending. */
export type MemberSort = SortField | `-${SortField}`;
export const memberSorts = sortFields.flatMap((field): MemberSort[] => [field, `-${field}`]);

export interface MemberQuery extends MemberFilter<OrganizationRole>, PageRequest {
  /** By name if left out. */
  readonly sort?: MemberSort | undefined;
}

/** What is selected of every member: besides what it shows, whether its open invitation has expired. */
const members = directoryQueries
  .selectFrom("members as m")
  .select(["m.user_id as userId", "m.solution_count as solutionCount", "m.solutions"])
  .select(
    sql<string | null>`case when m.invite_status in ('PENDING', 'SENT', 'FAILED')
      then m.invite_expires_at end`.as("openUntil"),
  );

/** The columns of what is kept as JSON. */
const lasting = lastingColumns.map((column) => `m.${column}` as const);

/** The part of a member that is kept as JSON. Tables of older versions may hold an outdated one. */
const kept = sql<string | null>`case when ${madeSince(shownSince)} then m.shown::text end`;

interface Order {
  readonly key: RawBuilder<unknown>;
  /** Members with the same key are in the order of their names. */
  readonly thenByName?: true;
}

/** Each order has its own index, which is read in either direction; the last key is the person's id. */
const orders: Record<SortField, Order> = {
  name: { key: sql`m.sort_name` },
  email: { key: sql`m.email_key` },
  createdAt: { key: sql`m.created_at` },
  // Members who were never active come first.
  lastActiveAt: { key: sql`coalesce(m.last_active_at, '-infinity')` },
  // From the highest role.
  role: {
    key: rankOfRole,
    thenByName: true,
  },
};

/** A member in a list. `wholeMemberJson` puts it together. */
export interface ListedMember extends Pick<
  Member,
  "userId" | "name" | "createdBy" | "updatedBy" | "solutionCount" | "solutions"
> {
  readonly json: string;
  readonly hasExpired: boolean;
}

/** A page of members; `now` (RFC 3339) decides which invitations have expired. */
export async function listMembers(
  pool: pg.Pool,
  query: MemberQuery,
  now: string,
): Promise<Page<ListedMember>> {
  const { organizationId, sort = "name" } = query;
  const where = conditionsOf(query, "m.role");
  const maintained = where.length === 0 ? () => countMembers(pool, organizationId) : undefined;
  const page = await pagesBy[sort].kept(pool, { organizationId }, query, {
    where,
    maintained,
    item: (row) => row.json !== null && listed(row, row.json, now),
  });
  const items = page.items.filter((item) => item !== false);
  if (items.length === page.items.length) return { ...page, items };
  return pagesBy[sort].whole(pool, { organizationId }, query, {
    where,
    maintained,
    item: (row) => listed(row, lastingJson(row), now),
  });
}

/** Statements without filters: those few serve nearly all calls. */
const pagesBy = Object.fromEntries(memberSorts.map((sort) => [sort, pagesInOrder(sort)])) as Record<
  MemberSort,
  ReturnType<typeof pagesInOrder>
>;

function pagesInOrder(sort: MemberSort) {
  const isDescending = sort.startsWith("-");
  const { key, thenByName } = orders[(isDescending ? sort.slice(1) : sort) as SortField];
  const order = {
    by: [key, ...(thenByName ? ["m.sort_name"] : []), "m.user_id"],
    direction: isDescending ? "desc" : "asc",
    cursor: (row: { readonly key: string; readonly sortName: string; readonly userId: string }) => [
      row.key,
      ...(thenByName ? [row.sortName] : []),
      row.userId,
    ],
  } as const;
  const membersIn = ({ organizationId }: Given<{ readonly organizationId: string }>) =>
    members
      .select(["m.name", "m.created_by as createdBy", "m.updated_by as updatedBy"])
      .select([sql<string>`${key}::text`.as("key"), "m.sort_name as sortName"])
      .where("m.organization_id", "=", organizationId);
  return {
    /** With what is kept as JSON. */
    kept: preparedPages(`members by ${sort}`, {
      ...order,
      found: (given: Parameters<typeof membersIn>[0]) => membersIn(given).select(kept.as("json")),
    }),
    /** With the columns that it shows. */
    whole: preparedPages(`members by ${sort}, whole`, {
      ...order,
      found: (given: Parameters<typeof membersIn>[0]) => membersIn(given).select(lasting),
    }),
  };
}

/** One member of the organization. */
export async function readMember(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
  now: string,
): Promise<Member | undefined> {
  const row = await readRow(pool, { organizationId, userId });
  return row && wholeMember(lastingPart(row), { ...row, hasExpired: hasPassed(row, now) });
}

/**
 * The member whom a command has just changed, without reading them: as this process has committed them at
 * the position or later. Undefined if it has not, or no longer holds them; then read them.
 */
export function committedMember(
  directory: Pick<ProjectionGroup, "committedRow">,
  organizationId: string,
  userId: string,
  position: Position,
  now: string,
): Member | undefined {
  // Safe cast: the directory keeps members by the ids of their memberships.
  const found = directory.committedRow(pairId(organizationId, userId), position) as
    | MemberRow
    | undefined;
  if (found === undefined) return undefined;
  const { solutions, solution_count: solutionCount, invite_expires_at: expiresAt } = found;
  const openUntil = openInvites.has(found.invite_status) ? expiresAt : null;
  const hasExpired = hasPassed({ openUntil }, now);
  return wholeMember(lastingPart(found), { hasExpired, solutionCount, solutions });
}

const openInvites: ReadonlySet<MemberRow["invite_status"]> = new Set(["PENDING", "SENT", "FAILED"]);

const readRow = groupedRead(
  async (pool: pg.Pool, asked: readonly Pick<Member, "organizationId" | "userId">[]) => {
    const found = await readMembersById(pool, {
      organizations: asked.map(({ organizationId }) => organizationId),
      users: asked.map(({ userId }) => userId),
    });
    const keyOf = (organizationId: string, userId: string) => `${organizationId} ${userId}`;
    return inOrderOf(
      asked.map(({ organizationId, userId }) => keyOf(organizationId, userId)),
      found,
      ({ organization_id, user_id }) => keyOf(organization_id, user_id),
    );
  },
);

type MembersAsked = Given<{ readonly organizations: string[]; readonly users: string[] }>;

const readMembersById = prepared("members by id", ({ organizations, users }: MembersAsked) => {
  const wanted = sql<{ readonly organization_id: string; readonly user_id: string }>`
    unnest(${givenArrayOf(organizations, "uuid")}, ${givenArrayOf(users, "uuid")})`;
  return members
    .select(lasting)
    .innerJoin(wanted.as<"w">(sql`w(organization_id, user_id)`), (join) =>
      join
        .onRef("w.organization_id", "=", "m.organization_id")
        .onRef("w.user_id", "=", "m.user_id"),
    );
});

async function countMembers(pool: pg.Pool, organizationId: string): Promise<number> {
  const query = directoryQueries
    .selectFrom("organizations")
    .select("member_count as total")
    .where("organization_id", "=", organizationId);
  return (await rowsOf(pool, query))[0]?.total ?? 0;
}

function listed(
  row: Omit<ListedMember, "name" | "json" | "hasExpired"> &
    Invited & { readonly name: string | null },
  json: string,
  now: string,
): ListedMember {
  const { userId, name, createdBy, updatedBy, solutionCount, solutions } = row;
  return {
    userId,
    name: name ?? undefined,
    createdBy,
    updatedBy,
    solutionCount,
    solutions,
    json,
    hasExpired: hasPassed(row, now),
  };
}

interface Invited {
  readonly openUntil: string | null;
}

const hasPassed = ({ openUntil }: Invited, now: string): boolean =>
  openUntil !== null && openUntil <= now;

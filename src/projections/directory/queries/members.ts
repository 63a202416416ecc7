/** Reads the members of an organization: a filtered list, or one member. */
import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { groupedRead, inOrderOf } from "../../../platform/group-reads.ts";
import { id, timestamp } from "../../../domain/primitives.ts";
import {
  memberStatus,
  organizationRole,
  type OrganizationRole,
  organizationRoles,
  solutionRole,
} from "../../../domain/roles.ts";
import {
  type Cursor,
  type Page,
  type PageRequest,
  revision,
  selectedStamps,
  stamps,
} from "../../engine/page.ts";
import { present, rowsOf } from "../../engine/read-model.ts";
import { readPage } from "../../engine/read-page.ts";
import { directoryQueries } from "../rows.ts";
import { conditionsOf, type MemberFilter } from "./member-filter.ts";

const invite = z
  .object({
    status: z
      .enum(["SENT", "FAILED", "PENDING", "ACCEPTED", "EXPIRED", "REVOKED"])
      .meta({ id: "InviteStatus" }),
    language: z.string().optional(),
    sentAt: timestamp.optional(),
    sentCount: z.int(),
    expiresAt: timestamp.optional(),
    failure: z.string().optional().describe("The mail server's error message."),
  })
  .meta({ id: "Invite" });

export const member = z
  .object({
    organizationId: id,
    userId: id,
    name: z.string().optional().describe("Absent, like the other names, if the person was erased."),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    email: z.string().optional(),
    userRole: organizationRole,
    userStatus: memberStatus,
    language: z.string().optional(),
    solutionCount: z.int(),
    solutions: z
      .record(z.string(), solutionRole)
      .describe("The member's role in each solution, by solution id."),
    invite: invite.optional(),
    lastActiveAt: timestamp.optional(),
    ...stamps,
    revision,
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof member>;

const sortFields = ["name", "email", "createdAt", "lastActiveAt", "role"] as const;
type SortField = (typeof sortFields)[number];
/** A leading `-` means descending. */
export type MemberSort = SortField | `-${SortField}`;
export const memberSorts = sortFields.flatMap((field): MemberSort[] => [field, `-${field}`]);

export interface MemberQuery extends MemberFilter<OrganizationRole>, PageRequest {
  /** By name if left out. */
  readonly sort?: MemberSort | undefined;
}

const members = directoryQueries
  .selectFrom("members as m")
  .select(["m.organization_id as organizationId", "m.user_id as userId", "m.name", "m.email"])
  .select(["m.first_name as firstName", "m.last_name as lastName", "m.role as userRole"])
  .select(["m.status as userStatus", "m.language", "m.solution_count as solutionCount"])
  .select(["m.solutions", "m.last_active_at as lastActiveAt", "m.invite_status as inviteStatus"])
  .select(["m.invite_sent_at as sentAt", "m.invite_sent_count as sentCount"])
  .select(["m.invite_expires_at as expiresAt", "m.invite_failure as failure"])
  .select(["m.sort_name as sortName", "m.email_key as emailKey"])
  .select(selectedStamps("m"));
type Row = Awaited<ReturnType<typeof members.execute>>[number];

/** Each order has its own index, which is read in either direction; the last key is the person's id. */
const orders: Record<
  SortField,
  {
    readonly by: Parameters<typeof readPage>[3]["by"];
    readonly cursor: (row: Row) => Cursor;
  }
> = {
  name: { by: ["m.sort_name"], cursor: ({ sortName }) => [sortName] },
  email: { by: ["m.email_key"], cursor: ({ emailKey }) => [emailKey] },
  createdAt: { by: ["m.created_at"], cursor: ({ createdAt }) => [createdAt] },
  // Members who were never active come first.
  lastActiveAt: {
    by: [sql`coalesce(m.last_active_at, '-infinity')`],
    cursor: ({ lastActiveAt }) => [lastActiveAt ?? "-infinity"],
  },
  // From the highest role, as in the index members_by_role (migrations/0023-members-by-role.sql).
  role: {
    by: [sql`array_position('{OWNER,ADMIN,CREATOR,USER}'::text[], m.role)`, "m.sort_name"],
    cursor: ({ userRole, sortName }) => [String(organizationRoles.indexOf(userRole) + 1), sortName],
  },
};

/** A page of members; `now` (RFC 3339) decides which invitations have expired. */
export async function listMembers(
  pool: pg.Pool,
  query: MemberQuery,
  now: string,
): Promise<Page<Member>> {
  const { organizationId, sort = "name" } = query;
  const isDescending = sort.startsWith("-");
  const { by, cursor } = orders[(isDescending ? sort.slice(1) : sort) as SortField];
  const conditions = conditionsOf(query, "m.role");
  const found = members
    .where("m.organization_id", "=", organizationId)
    .where(({ and }) => and(conditions));
  return readPage(pool, found, query, {
    by: [...by, "m.user_id"],
    direction: isDescending ? "desc" : "asc",
    // Prepared only without filters: those few statements serve nearly all calls.
    ...(conditions.length === 0 && {
      name: `members by ${sort}`,
      maintained: () => countMembers(pool, organizationId),
    }),
    item: shown(now),
    cursor: (row) => [...cursor(row), row.userId],
  });
}

/** One member of the organization. */
export async function readMember(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
  now: string,
): Promise<Member | undefined> {
  const row = await readRow(pool, { organizationId, userId });
  return row && shown(now)(row);
}

const readRow = groupedRead(
  async (pool: pg.Pool, asked: readonly Pick<Row, "organizationId" | "userId">[]) => {
    const organizations = asked.map(({ organizationId }) => organizationId);
    const users = asked.map(({ userId }) => userId);
    const wanted = sql<{ readonly organization_id: string; readonly user_id: string }>`
      unnest(${organizations}::uuid[], ${users}::uuid[])`;
    const query = members.innerJoin(wanted.as<"w">(sql`w(organization_id, user_id)`), (join) =>
      join
        .onRef("w.organization_id", "=", "m.organization_id")
        .onRef("w.user_id", "=", "m.user_id"),
    );
    const keyOf = ({ organizationId, userId }: Pick<Row, "organizationId" | "userId">) =>
      `${organizationId} ${userId}`;
    return inOrderOf(asked.map(keyOf), await rowsOf(pool, query, "members by id"), keyOf);
  },
);

async function countMembers(pool: pg.Pool, organizationId: string): Promise<number> {
  const query = directoryQueries
    .selectFrom("organizations")
    .select("member_count as total")
    .where("organization_id", "=", organizationId);
  return (await rowsOf(pool, query))[0]?.total ?? 0;
}

const shown =
  (now: string) =>
  (row: Row): Member => {
    const {
      inviteStatus,
      sentAt,
      sentCount,
      expiresAt,
      failure,
      sortName: _,
      emailKey: __,
      ...member
    } = present(row);
    if (inviteStatus === undefined) return member;
    const isOpen = ["PENDING", "SENT", "FAILED"].includes(inviteStatus);
    const hasExpired = isOpen && expiresAt !== undefined && expiresAt <= now;
    const status = hasExpired ? "EXPIRED" : inviteStatus;
    const { language } = member;
    return { ...member, invite: { status, language, sentAt, sentCount, expiresAt, failure } };
  };

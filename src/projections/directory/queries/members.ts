/** Reads the members of an organization: a filtered list, or one member. */
import type pg from "pg";
import type { MemberStatus, OrganizationRole, SolutionRole } from "../../../domain/roles.ts";
import type { MemberRow } from "../rows.ts";
import { conditionsOf, type MemberFilter } from "./member-filter.ts";
import {
  type Cursor,
  type Page,
  type PageRequest,
  pageOf,
  parameters,
  type Resource,
  type ResourceStamps,
  toResourceStamps,
} from "../../engine/page.ts";

/** A member as the contract shows it. Personal fields are undefined if the person was erased. */
export interface MemberItem extends ResourceStamps {
  readonly organizationId: string;
  readonly userId: string;
  readonly name: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  readonly userRole: OrganizationRole;
  readonly userStatus: MemberStatus;
  readonly language: string | undefined;
  readonly solutionCount: number;
  readonly solutions: Readonly<Record<string, SolutionRole>>;
  readonly invite: InviteItem | undefined;
  readonly lastActiveAt: string | undefined;
}

export interface InviteItem {
  readonly status: "SENT" | "FAILED" | "PENDING" | "ACCEPTED" | "EXPIRED" | "REVOKED";
  readonly language: string | undefined;
  readonly sentAt: string | undefined;
  readonly sentCount: number;
  readonly expiresAt: string | undefined;
  readonly failure: string | undefined;
}

type SortField = "name" | "email" | "createdAt" | "lastActiveAt";
/** A leading `-` means descending. */
export type MemberSort = SortField | `-${SortField}`;

export interface MemberQuery extends MemberFilter<OrganizationRole>, PageRequest {
  readonly organizationId: string;
  /** By name if left out. */
  readonly sort?: MemberSort | undefined;
}

type SortColumn = "sort_name" | "email_key" | "created_at" | "last_active_at";

/** Each order has its own index, which is read in either direction. */
const orders: Record<
  SortField,
  { readonly key: string; readonly from: (value: string) => string; readonly column: SortColumn }
> = {
  name: { key: "m.sort_name", from: (value) => value, column: "sort_name" },
  email: { key: "m.email_key", from: (value) => value, column: "email_key" },
  createdAt: {
    key: "m.created_at",
    from: (value) => `${value}::timestamptz`,
    column: "created_at",
  },
  // Members who were never active come first.
  lastActiveAt: {
    key: "coalesce(m.last_active_at, '-infinity')",
    from: (value) => `coalesce(${value}::timestamptz, '-infinity')`,
    column: "last_active_at",
  },
};

const columns = [
  "organization_id",
  "user_id",
  "name",
  "first_name",
  "last_name",
  "email",
  "role",
  "status",
  "language",
  "solution_count",
  "solutions",
  "invite_status",
  "invite_sent_at",
  "invite_sent_count",
  "invite_expires_at",
  "invite_failure",
  "last_active_at",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
  "sort_name",
  "email_key",
] as const satisfies (keyof MemberRow)[];
type Row = Pick<MemberRow, (typeof columns)[number]>;
const selected = columns.map((column) => `m.${column}`).join(", ");

/** A page of members; `now` (RFC 3339) decides which invitations have expired. */
export async function listMembers(
  pool: pg.Pool,
  query: MemberQuery,
  now: string,
): Promise<Page<MemberItem>> {
  const { organizationId, sort = "name", after, limit } = query;
  const isDescending = sort.startsWith("-");
  const field = (isDescending ? sort.slice(1) : sort) as SortField;
  const { key, from, column } = orders[field];
  const used = parameters(organizationId, limit + 1);
  const [direction, comparison] = isDescending ? ["desc", "<"] : ["asc", ">"];
  const follows =
    after === undefined
      ? []
      : [`(${key}, m.user_id) ${comparison} (${from(used.add(after[0]))}, ${used.add(after[1])})`];
  const filters = conditionsOf(query, "m.role", used);
  const { rows } = await pool.query<Row>({
    // Prepared only without filters: those few statements serve nearly all calls.
    ...(filters.length === 0 && {
      name: `members by ${sort}${after === undefined ? "" : " after"}`,
    }),
    text: `select ${selected} from members m
           where ${["m.organization_id = $1", ...follows, ...filters].join(" and ")}
           order by ${key} ${direction}, m.user_id ${direction} limit $2`,
    values: used.values,
  });
  const cursorOf = (row: Row): Cursor => [row[column], row.user_id];
  return pageOf(rows, limit, (row) => memberItem(row, now), cursorOf);
}

/** One member of the organization. */
export async function readMember(
  pool: pg.Pool,
  organizationId: string,
  userId: string,
  now: string,
): Promise<Resource<MemberItem> | undefined> {
  const { rows } = await pool.query<Row>({
    name: "member",
    text: `select ${selected} from members m where organization_id = $1 and user_id = $2`,
    values: [organizationId, userId],
  });
  const row = rows[0];
  return row && { item: memberItem(row, now), revision: row.revision };
}

function memberItem(row: Row, now: string): MemberItem {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    name: row.name ?? undefined,
    firstName: row.first_name ?? undefined,
    lastName: row.last_name ?? undefined,
    email: row.email ?? undefined,
    userRole: row.role,
    userStatus: row.status,
    language: row.language ?? undefined,
    solutionCount: row.solution_count,
    solutions: row.solutions,
    invite: inviteItem(row, now),
    lastActiveAt: row.last_active_at ?? undefined,
    ...toResourceStamps(row),
  };
}

function inviteItem(row: Row, now: string): InviteItem | undefined {
  const { invite_status: status, invite_expires_at: expiresAt } = row;
  if (status === null) return undefined;
  const isOpen = status === "PENDING" || status === "SENT" || status === "FAILED";
  return {
    status: isOpen && expiresAt !== null && expiresAt <= now ? "EXPIRED" : status,
    language: row.language ?? undefined,
    sentAt: row.invite_sent_at ?? undefined,
    sentCount: row.invite_sent_count,
    expiresAt: expiresAt ?? undefined,
    failure: row.invite_failure ?? undefined,
  };
}

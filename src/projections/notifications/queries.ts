/** Reads notifications for their senders and for their recipients. */
import type pg from "pg";
import type { NotificationScope } from "../../domain/notification/events.ts";
import { isOwnAndOpen, type OwnScope } from "../engine/open-memberships.ts";
import { type Page, type PageRequest, pageOf, parameters, type Resource } from "../engine/page.ts";

export interface NotificationContent {
  readonly title: string | undefined;
  /** Undefined if the sender was erased. */
  readonly text: string | undefined;
  readonly inputs: Readonly<Record<string, string>> | undefined;
}

export interface NotificationItem {
  readonly notificationId: string;
  readonly organizationId: string;
  readonly scope: NotificationScope;
  readonly solutionId: string | undefined;
  readonly userIds: readonly string[] | undefined;
  readonly content: NotificationContent;
  readonly startAt: string;
  readonly state: "SCHEDULED" | "SENDING" | "SENT" | "CANCELLED";
  /** Recipients who got it; of these, those with a device that took the push, with none, and readers. */
  readonly counts: {
    readonly delivered: number;
    readonly pushed: number;
    readonly pushFailed: number;
    readonly read: number;
  };
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
}

interface Row {
  readonly notification_id: string;
  readonly organization_id: string;
  readonly sender_id: string;
  readonly scope: NotificationScope;
  readonly solution_id: string | null;
  readonly user_ids: readonly string[] | null;
  readonly title: string | null;
  readonly content: string | null;
  readonly inputs: Record<string, string> | null;
  readonly start_at: string;
  readonly state: NotificationItem["state"];
  readonly delivered: number;
  readonly pushed: number;
  readonly push_failed: number;
  readonly read: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly revision: number;
}

/** The sender's notifications, newest first. */
export async function listNotifications(
  pool: pg.Pool,
  {
    organizationId,
    senderId,
    after,
    limit,
  }: PageRequest & { readonly organizationId: string; readonly senderId: string },
): Promise<Page<NotificationItem>> {
  const { rows } = await pool.query<Row>({
    name: `notifications${after === undefined ? "" : " after"}`,
    text: `select * from notifications where organization_id = $1 and sender_id = $2
           ${after === undefined ? "" : "and (created_at, notification_id) < ($4, $5)"}
           order by created_at desc, notification_id desc limit $3`,
    values: [organizationId, senderId, limit + 1, ...(after ?? [])],
  });
  return pageOf(rows, limit, itemOf, (row) => [row.created_at, row.notification_id]);
}

export async function readNotification(
  pool: pg.Pool,
  organizationId: string,
  notificationId: string,
): Promise<Resource<NotificationItem> | undefined> {
  const { rows } = await pool.query<Row>({
    name: "notification",
    text: "select * from notifications where notification_id = $1 and organization_id = $2",
    values: [notificationId, organizationId],
  });
  const row = rows[0];
  return row && { item: itemOf(row), revision: row.revision };
}

function itemOf(row: Row): NotificationItem {
  return {
    notificationId: row.notification_id,
    organizationId: row.organization_id,
    scope: row.scope,
    solutionId: row.solution_id ?? undefined,
    userIds: row.user_ids ?? undefined,
    content: contentOf(row),
    startAt: row.start_at,
    state: row.state,
    counts: {
      delivered: row.delivered,
      pushed: row.pushed,
      pushFailed: row.push_failed,
      read: row.read,
    },
    createdAt: row.created_at,
    createdBy: row.sender_id,
    updatedAt: row.updated_at,
  };
}

function contentOf(row: Pick<Row, "title" | "content" | "inputs">): NotificationContent {
  return {
    title: row.title ?? undefined,
    text: row.content ?? undefined,
    inputs: row.inputs ?? undefined,
  };
}

export interface InboxItem {
  readonly notificationId: string;
  readonly organizationId: string;
  readonly solutionId: string | undefined;
  readonly content: NotificationContent;
  readonly deliveredAt: string;
  readonly read: boolean;
  readonly readAt: string | undefined;
}

type InboxRow = Pick<
  Row,
  "notification_id" | "organization_id" | "solution_id" | "title" | "content" | "inputs"
> & { readonly delivered_at: string; readonly read_at: string | null };

export interface InboxQuery extends PageRequest {
  readonly own: OwnScope;
  readonly unread?: boolean | undefined;
  readonly notificationId?: string | undefined;
}

/** The caller's notifications in organizations that the credential opens, newest first. */
export async function listInbox(
  pool: pg.Pool,
  { own, unread, notificationId, after, limit }: InboxQuery,
): Promise<Page<InboxItem>> {
  const used = parameters(
    own.userId,
    limit + 1,
    unread ?? false,
    notificationId,
    after?.[0],
    after?.[1],
  );
  const { rows } = await pool.query<InboxRow>({
    name: "inbox",
    text: `select d.notification_id, d.organization_id, n.solution_id, n.title, n.content, n.inputs,
                  d.delivered_at, d.read_at
           from notification_deliveries d
           join notifications n using (notification_id)
           join members m on m.organization_id = d.organization_id and m.user_id = d.user_id
           join organizations o on o.organization_id = d.organization_id
           where d.user_id = $1 and ${isOwnAndOpen(used, own)}
             and (not $3::boolean or d.read_at is null)
             and ($4::uuid is null or d.notification_id = $4)
             and ($5::timestamptz is null or (d.delivered_at, d.notification_id) < ($5, $6::uuid))
           order by d.delivered_at desc, d.notification_id desc limit $2`,
    values: used.values,
  });
  return pageOf(rows, limit, inboxItemOf, (row) => [row.delivered_at, row.notification_id]);
}

/** One notification in a person's inbox. */
export async function readInboxItem(
  pool: pg.Pool,
  query: Pick<InboxQuery, "own" | "notificationId">,
): Promise<InboxItem | undefined> {
  return (await listInbox(pool, { ...query, limit: 1 })).items[0];
}

function inboxItemOf(row: InboxRow): InboxItem {
  return {
    notificationId: row.notification_id,
    organizationId: row.organization_id,
    solutionId: row.solution_id ?? undefined,
    content: contentOf(row),
    deliveredAt: row.delivered_at,
    read: row.read_at !== null,
    readAt: row.read_at ?? undefined,
  };
}

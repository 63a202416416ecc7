/** Notifications, as their senders and their recipients see them. */
import { type InferResult, sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { notificationScope } from "../../domain/notification/events.ts";
import { id, timestamp } from "../../domain/primitives.ts";
import { ownAndOpen, type OwnScope } from "../engine/open-memberships.ts";
import { type Page, type PageRequest, revision } from "../engine/page.ts";
import { type Given, prepared } from "../engine/prepared.ts";
import { present, queriesOver, type RowOf } from "../engine/read-model.ts";
import { preparedPages } from "../engine/read-page.ts";

const content = z
  .object({
    title: z.string().optional(),
    text: z.string().optional(),
    inputs: z.record(z.string(), z.string()).optional(),
  })
  .describe("Empty if the sender was erased.");

const state = z
  .enum(["SCHEDULED", "SENDING", "SENT", "CANCELLED"])
  .meta({ id: "NotificationState" });

export const notification = z
  .object({
    notificationId: id,
    organizationId: id,
    scope: notificationScope,
    solutionId: id.optional(),
    userIds: z.array(id).readonly().optional(),
    content,
    startAt: timestamp,
    state,
    counts: z.object({
      delivered: z.int().describe("Recipients who have it in their list."),
      pushed: z.int().describe("Those with at least one device that accepted it."),
      pushFailed: z.int().describe("Those with devices, none of which accepted it."),
      read: z.int().describe("Those who have read it."),
    }),
    createdAt: timestamp,
    createdBy: id,
    updatedAt: timestamp,
    revision,
  })
  .meta({ id: "Notification" });
type Notification = z.output<typeof notification>;

const notificationQueries = queriesOver<{
  notifications: RowOf<
    "notifications",
    {
      scope: z.output<typeof notificationScope>;
      state: z.output<typeof state>;
      user_ids: readonly string[] | null;
      inputs: Record<string, string> | null;
    }
  >;
  notification_deliveries: RowOf<"notification_deliveries">;
  members: RowOf<"members">;
  organizations: RowOf<"organizations">;
}>();

const notifications = notificationQueries
  .selectFrom("notifications as n")
  .select(["n.notification_id as notificationId", "n.organization_id as organizationId"])
  .select(["n.scope", "n.solution_id as solutionId", "n.user_ids as userIds"])
  .select(["n.title", "n.content as text", "n.inputs", "n.start_at as startAt", "n.state"])
  .select(["n.delivered", "n.pushed", "n.push_failed as pushFailed", "n.read", "n.revision"])
  .select(["n.created_at as createdAt", "n.sender_id as createdBy", "n.updated_at as updatedAt"]);

function shown(row: InferResult<typeof notifications>[number]): Notification {
  const { title, text, inputs, delivered, pushed, pushFailed, read, ...rest } = present(row);
  const counts = { delivered, pushed, pushFailed, read };
  return { ...rest, content: { title, text, inputs }, counts };
}

/** The sender's notifications, newest first. */
export async function listNotifications(
  pool: pg.Pool,
  { organizationId, senderId, ...page }: PageRequest & Sender,
): Promise<Page<Notification>> {
  return readSentPage(pool, { organizationId, senderId }, page, { item: shown });
}

interface Sender {
  readonly organizationId: string;
  readonly senderId: string;
}

const readSentPage = preparedPages("notifications of a sender", {
  found: ({ organizationId, senderId }: Given<Sender>) =>
    notifications
      .where("n.organization_id", "=", organizationId)
      .where("n.sender_id", "=", senderId),
  by: ["n.created_at", "n.notification_id"],
  direction: "desc",
  cursor: (row) => [row.createdAt, row.notificationId],
});

export async function readNotification(
  pool: pg.Pool,
  organizationId: string,
  notificationId: string,
): Promise<Notification | undefined> {
  return (await readNotificationIn(pool, { organizationId, notificationId })).map(shown)[0];
}

type Wanted = Given<{ readonly organizationId: string; readonly notificationId: string }>;

const readNotificationIn = prepared("notification", ({ organizationId, notificationId }: Wanted) =>
  notifications
    .where("n.notification_id", "=", notificationId)
    .where("n.organization_id", "=", organizationId),
);

export const inboxItem = z
  .object({
    notificationId: id,
    organizationId: id,
    solutionId: id.optional(),
    content,
    deliveredAt: timestamp,
    read: z.boolean(),
    readAt: timestamp.optional(),
  })
  .meta({ id: "MyNotification" });
type InboxItem = z.output<typeof inboxItem>;

interface InboxQuery extends PageRequest {
  readonly own: OwnScope;
  readonly unread?: boolean | undefined;
  readonly notificationId?: string | undefined;
}

/** The caller's notifications in organizations that the credential opens, newest first. */
export async function listInbox(
  pool: pg.Pool,
  { own, unread = false, notificationId, ...page }: InboxQuery,
): Promise<Page<InboxItem>> {
  const where =
    notificationId === undefined ? [] : [sql<boolean>`d.notification_id = ${notificationId}`];
  const read = unread ? readUnreadPage : readInboxPage;
  return read(pool, own, page, { where, item: shownInInbox });
}

const inbox = (own: Given<OwnScope>) =>
  notificationQueries
    .selectFrom("notification_deliveries as d")
    .innerJoin("notifications as n", "n.notification_id", "d.notification_id")
    .innerJoin("members as m", (on) =>
      on.onRef("m.organization_id", "=", "d.organization_id").onRef("m.user_id", "=", "d.user_id"),
    )
    .innerJoin("organizations as o", "o.organization_id", "d.organization_id")
    .select(["d.notification_id as notificationId", "d.organization_id as organizationId"])
    .select(["n.solution_id as solutionId", "n.title", "n.content as text", "n.inputs"])
    .select(["d.delivered_at as deliveredAt", "d.read_at as readAt"])
    .where("d.user_id", "=", own.userId)
    .where(ownAndOpen(own));
type InboxRow = InferResult<ReturnType<typeof inbox>>[number];

const newestFirst = {
  by: ["d.delivered_at", "d.notification_id"],
  direction: "desc",
  cursor: (row: Pick<InboxRow, "deliveredAt" | "notificationId">) => [
    row.deliveredAt,
    row.notificationId,
  ],
} as const;

const readInboxPage = preparedPages("inbox", { ...newestFirst, found: inbox });
const readUnreadPage = preparedPages("inbox, unread", {
  ...newestFirst,
  found: (own: Given<OwnScope>) => inbox(own).where("d.read_at", "is", null),
});

function shownInInbox(row: InboxRow): InboxItem {
  const { title, text, inputs, ...rest } = present(row);
  return { ...rest, content: { title, text, inputs }, read: rest.readAt !== undefined };
}

/** One notification in a person's inbox. */
export async function readInboxItem(
  pool: pg.Pool,
  query: Pick<InboxQuery, "own" | "notificationId">,
): Promise<InboxItem | undefined> {
  return (await listInbox(pool, { ...query, limit: 1 })).items[0];
}

/** RequestNotification, CancelNotification and ReadNotification, who may view them, and push devices. */
import type { z } from "zod";
import type { notificationContent, NotificationScope } from "../../domain/notification/events.ts";
import { addDays, addMinutes } from "../../domain/time.ts";
import { findSolutionStandings } from "../../projections/directory/queries/authorization.ts";
import { listRecipients } from "../../projections/directory/queries/recipients.ts";
import { notifications } from "../../projections/notifications/notifications.ts";
import { readInboxItem, readNotification } from "../../projections/notifications/queries.ts";
import { deleteSubscription, saveSubscription } from "./subscriptions.ts";
import type { PushTarget } from "../../platform/push/sender.ts";
import { authorize, ownScope, requireScope, requireShown } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import {
  type CommandContext,
  type CommandResult,
  type QueryContext,
  withoutIfMatch,
} from "../kit/context.ts";
import { invalidAt, notFound } from "../kit/rejected-error.ts";
import { withPlace } from "../kit/places.ts";
import { notificationTarget, readingTarget } from "../kit/stream-targets.ts";

interface NewNotification {
  readonly organizationId: string;
  readonly scope: NotificationScope;
  readonly solutionId?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly content: z.output<typeof notificationContent>;
  readonly startAt?: string | undefined;
}

interface InOrganization {
  readonly organizationId: string;
  readonly notificationId: string;
}

const maximumDaysAhead = 365;

export async function requestNotification(
  context: CommandContext,
  { organizationId, content, ...asked }: NewNotification,
): Promise<CommandResult & { readonly notificationId: string }> {
  const { caller, at } = context;
  const standing = await authorize(context, organizationId, "notifications:send");
  requireShown(standing, notifications);
  const { actor, authority } = standing;
  const startAt = asked.startAt ?? at;
  if (startAt < addMinutes(at, -1) || startAt > addDays(at, maximumDaysAhead)) {
    throw invalidAt("/startAt", `must be within the next ${maximumDaysAhead} days`);
  }
  const userIds = asked.userIds && [...new Set(asked.userIds)].toSorted();
  await requireRecipients(context, organizationId, { ...asked, userIds });
  const notificationId = context.ids.next();
  const target = notificationTarget(organizationId, notificationId, caller.userId);
  const place = { ...notificationPlace, holder: organizationId, thing: notificationId };
  return withPlace(context, place, async () => {
    const { position } = await change(context, target, {
      command: {
        type: "RequestNotification",
        request: {
          scope: asked.scope,
          startAt,
          ...(asked.solutionId !== undefined && { solutionId: asked.solutionId }),
          ...(userIds !== undefined && { userIds }),
        },
        content,
      },
      actor,
      authority,
    });
    return { position, notificationId, shownIn: notifications };
  });
}

const notificationPlace = {
  budget: "scheduledNotifications",
  counted: `select notification_id from notifications
            where organization_id = $2::uuid and state in ('SCHEDULED', 'SENDING')`,
  advice: "Withdraw one, or wait until one is sent.",
} as const;

/** The solution and the users must exist in the organization now. */
async function requireRecipients(
  { services, caller }: CommandContext,
  organizationId: string,
  { solutionId, userIds }: Pick<NewNotification, "solutionId" | "userIds">,
): Promise<void> {
  const { pool } = services;
  if (solutionId !== undefined) {
    const known = await findSolutionStandings(pool, organizationId, caller.userId, [solutionId]);
    if (!known.has(solutionId))
      throw invalidAt("/solutionId", "is not a solution of this organization");
  }
  if (userIds !== undefined) {
    const query = { organizationId, userIds, after: "", limit: userIds.length };
    const known = new Set(await listRecipients(pool, query));
    const missing = userIds.filter((userId) => !known.has(userId));
    if (missing.length > 0) {
      throw invalidAt("/userIds", `not active members: ${missing.slice(0, 5).join(", ")}`);
    }
  }
}

/** Senders may cancel their own notifications until they are sent; owners may cancel any. */
export async function cancelNotification(
  context: CommandContext,
  { organizationId, notificationId }: InOrganization,
): Promise<CommandResult> {
  const standing = await authorize(context, organizationId, "notifications:send");
  requireShown(standing, notifications);
  const { actor, authority, role } = standing;
  const found = await readNotification(context.services.pool, organizationId, notificationId);
  const senderId = found?.createdBy;
  const mayCancel = senderId === context.caller.userId || role === "OWNER";
  if (senderId === undefined || !mayCancel) throw notFound("notification");
  const target = notificationTarget(organizationId, notificationId, senderId);
  const command = { type: "CancelNotification" } as const;
  const { position } = await change(context, target, { command, actor, authority });
  return { position, shownIn: notifications };
}

/** @throws RejectedError unless the caller may view the notifications they sent */
export async function requireSentInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  requireShown(await authorize(context, organizationId, "notifications:view"), notifications);
}

/** A notification that the caller sent; undefined if there is none or somebody else sent it. */
export async function sentNotification(
  context: QueryContext,
  { organizationId, notificationId }: InOrganization,
) {
  await requireSentInView(context, organizationId);
  const found = await readNotification(context.services.pool, organizationId, notificationId);
  return found?.createdBy === context.caller.userId ? found : undefined;
}

export async function markRead(
  context: CommandContext,
  { notificationId }: { readonly notificationId: string },
): Promise<CommandResult> {
  requireScope(context, "account:manage");
  const own = ownScope(context);
  const item = await readInboxItem(context.services.pool, { own, notificationId });
  if (item === undefined) throw notFound("notification");
  const { actor, authority } = await authorize(context, item.organizationId);
  const target = readingTarget(item.organizationId, notificationId, own.userId);
  const command = { type: "ReadNotification", at: context.at } as const;
  const wanted = { command, actor, authority };
  const { position } = await change(withoutIfMatch(context), target, wanted);
  return { position, shownIn: notifications };
}

export async function subscribeToPush(
  context: CommandContext,
  target: PushTarget,
): Promise<{ readonly subscriptionId: string }> {
  const { caller, services, at } = context;
  requireScope(context, "account:manage");
  if (!services.push.accepts(target.endpoint)) {
    throw invalidAt("/endpoint", "must be the https address of a push service");
  }
  const subscriptionId = context.ids.next();
  const { pool, keys, limits } = services;
  const subscription = { ...target, subscriptionId, caller, at };
  await saveSubscription(
    pool,
    keys.pushSubscriptions,
    subscription,
    limits.pushSubscriptionsPerPerson,
  );
  return { subscriptionId };
}

export async function unsubscribeFromPush(
  context: CommandContext,
  device: { readonly endpoint: string } | { readonly subscriptionId: string },
): Promise<void> {
  requireScope(context, "account:manage");
  const { pool } = context.services;
  const wasDeleted = await deleteSubscription(pool, ownScope(context), device);
  if (!wasDeleted) throw notFound("push subscription");
}

/** The notification's state, from the event store because the read model may be behind. */
export async function requestOf(
  { services }: Pick<CommandContext, "services">,
  organizationId: string,
  notificationId: string,
) {
  const target = notificationTarget(organizationId, notificationId, "");
  return (await load({ services }, target)).state;
}

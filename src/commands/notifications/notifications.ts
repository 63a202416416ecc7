/** RequestNotification, CancelNotification, ReadNotification; devices that take pushes. */
import type { z } from "zod";
import type { notificationContent, NotificationScope } from "../../domain/notification/events.ts";
import { addDays, addMinutes } from "../../domain/time.ts";
import { findSolutionStandings } from "../../projections/directory/queries/authorization.ts";
import { listRecipients } from "../../projections/directory/queries/recipients.ts";
import { listInbox, readNotification } from "../../projections/notifications/queries.ts";
import { deleteSubscription, saveSubscription } from "./subscriptions.ts";
import type { PushTarget } from "../../platform/push/sender.ts";
import { authorize, requireScope } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { notFound, RejectedError } from "../kit/rejected-error.ts";
import { notificationTarget, readingTarget } from "../kit/stream-targets.ts";
import { waitUntilVisible } from "../kit/wait-until-visible.ts";

export interface NewNotification {
  readonly organizationId: string;
  readonly scope: NotificationScope;
  readonly solutionId?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly content: z.output<typeof notificationContent>;
  readonly startAt?: string | undefined;
}

const mostDaysAhead = 365;
const patienceMilliseconds = 10_000;

export async function requestNotification(
  context: CommandContext,
  { organizationId, content, ...asked }: NewNotification,
): Promise<CommandResult & { readonly notificationId: string }> {
  const { services, caller, at } = context;
  const { actor } = await authorize(services, caller, organizationId, "notifications:send");
  const startAt = asked.startAt ?? at;
  if (startAt < addMinutes(at, -1) || startAt > addDays(at, mostDaysAhead)) {
    throw wrong("/startAt", `must be within the next ${mostDaysAhead} days`);
  }
  const userIds = asked.userIds && [...new Set(asked.userIds)].toSorted();
  await requireRecipients(context, organizationId, { ...asked, userIds });
  const notificationId = context.ids.next();
  const target = notificationTarget(organizationId, notificationId, caller.userId);
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
  });
  return shown(context, { position, notificationId });
}

/** Named solutions and users must be there now; others are told apart from nothing. */
async function requireRecipients(
  { services, caller }: CommandContext,
  organizationId: string,
  { solutionId, userIds }: Pick<NewNotification, "solutionId" | "userIds">,
): Promise<void> {
  const { pool } = services;
  if (solutionId !== undefined) {
    const known = await findSolutionStandings(pool, organizationId, caller.userId, [solutionId]);
    if (!known.has(solutionId)) throw wrong("/solutionId", "is no solution of the organization");
  }
  if (userIds !== undefined) {
    const query = { organizationId, userIds, after: "", limit: userIds.length };
    const known = new Set(await listRecipients(pool, query));
    const missing = userIds.filter((userId) => !known.has(userId));
    if (missing.length > 0) {
      throw wrong("/userIds", `${missing.slice(0, 5).join(", ")}: no active member`);
    }
  }
}

/** The sender's own, as long as it is not out; owners may withdraw anybody's. */
export async function cancelNotification(
  context: CommandContext,
  {
    organizationId,
    notificationId,
  }: { readonly organizationId: string; readonly notificationId: string },
): Promise<CommandResult> {
  const permission = "notifications:send";
  const { actor, role } = await authorize(
    context.services,
    context.caller,
    organizationId,
    permission,
  );
  const found = await readNotification(context.services.pool, organizationId, notificationId);
  const senderId = found?.item.createdBy;
  const isTheirs = senderId === context.caller.userId || role === "OWNER";
  if (senderId === undefined || !isTheirs) throw notFound("notification");
  const target = notificationTarget(organizationId, notificationId, senderId);
  const { position } = await change(context, target, {
    command: { type: "CancelNotification" },
    actor,
    ifMatch: context.ifMatch,
  });
  return shown(context, { position });
}

/** Marks one of the caller's own as read. */
export async function markRead(
  context: CommandContext,
  { notificationId }: { readonly notificationId: string },
): Promise<CommandResult> {
  requireScope(context.caller, "account:manage");
  const { userId, organizationId: only } = context.caller;
  const query = { userId, only, notificationId, limit: 1 };
  const [item] = (await listInbox(context.services.pool, query)).items;
  if (item === undefined) throw notFound("notification");
  const { actor } = await authorize(context.services, context.caller, item.organizationId);
  const { position } = await change(
    context,
    readingTarget(item.organizationId, notificationId, userId),
    { command: { type: "ReadNotification", at: context.at }, actor },
  );
  return shown(context, { position });
}

export async function subscribeToPush(
  context: CommandContext,
  target: PushTarget,
): Promise<{ readonly subscriptionId: string }> {
  const { caller, services, at } = context;
  requireScope(caller, "account:manage");
  if (!services.push.accepts(target.endpoint)) {
    throw wrong("/endpoint", "must be the https address of a push service");
  }
  const subscriptionId = context.ids.next();
  const { userId } = caller;
  await saveSubscription(services.pool, services.keys.pushSubscriptions, {
    ...target,
    subscriptionId,
    userId,
    at,
  });
  return { subscriptionId };
}

export async function unsubscribeFromPush(
  { caller, services }: CommandContext,
  { endpoint }: { readonly endpoint: string },
): Promise<void> {
  requireScope(caller, "account:manage");
  const wasThere = await deleteSubscription(services.pool, caller.userId, endpoint);
  if (!wasThere) throw notFound("push subscription");
}

/** Who sent it; asked of the log, so that it is there as soon as it was asked for. */
export async function requestOf(
  { services }: Pick<CommandContext, "services">,
  organizationId: string,
  notificationId: string,
) {
  const target = notificationTarget(organizationId, notificationId, "");
  return (await load({ services }, target)).state;
}

/** Waits for the read models that notifications are shown from, beside the usual ones. */
async function shown<Result extends CommandResult>(
  { services }: CommandContext,
  done: Result,
): Promise<Result> {
  if (await services.notifications.waitFor(done.position, patienceMilliseconds)) {
    return waitUntilVisible(services, done);
  }
  throw new RejectedError(
    "not-yet-visible",
    "The change is recorded, but reads do not show it yet.",
  );
}

function wrong(pointer: string, detail: string): RejectedError {
  return new RejectedError(
    "invalid-input",
    "Some of the input is invalid; `errors` names each place.",
    {
      faults: [{ pointer, detail }],
    },
  );
}

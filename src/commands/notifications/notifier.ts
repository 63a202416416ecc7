/**
 * Delivers due notifications and queues their pushes. Any number of instances share the work. A crash
 * omits no recipient and repeats none, because recipients are processed in the order of their ids and
 * every batch is an event.
 */
import { givenArray } from "../../platform/database/given-array.ts";
import { lostRightTo } from "../kit/authority.ts";
import { change } from "../kit/change.ts";
import type { Services } from "../kit/context.ts";
import { type Outcome, queueJob } from "../kit/leased-queue.ts";
import { requestOf } from "./notifications.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";
import { notificationTarget } from "../kit/stream-targets.ts";
import { recipientsPerEvent } from "../../domain/notification/events.ts";
import { addMinutes } from "../../domain/time.ts";
import { notifications } from "../../projections/notifications/notifications.ts";
import { readComplete } from "../kit/read-complete.ts";
import { organizationIsSetAside } from "../../projections/directory/queries/set-aside.ts";
import { listRecipients } from "../../projections/directory/queries/recipients.ts";

const claimMinutes = 2;

interface Due {
  readonly notification_id: string;
  readonly organization_id: string;
  readonly sender_id: string;
}

/** Delivers all due notifications. */
export const notificationDelivery = queueJob<Due>({
  name: "delivering notifications",
  // Those for now wake the job; this is for those of a later time.
  seconds: 5,
  wakeOn: { projection: notifications, types: ["NotificationRequested"] },
  claim: {
    name: "claim notifications",
    text: `with due as (
             select n.* from notifications n left join dispatches d using (notification_id)
             where n.state in ('SCHEDULED', 'SENDING') and n.start_at <= $1
               and coalesce(d.due_at, '-infinity') <= $1
               and not ${organizationIsSetAside("n.organization_id")}
             order by n.start_at limit $3
           ), claimed as (
             insert into dispatches (notification_id, due_at) select notification_id, $2 from due
             on conflict (notification_id) do update set due_at = excluded.due_at
               where dispatches.due_at <= $1
             returning notification_id
           )
           select due.notification_id, due.organization_id, due.sender_id
           from due join claimed using (notification_id)`,
  },
  batchSize: 4,
  claimMinutes,
  work: deliver,
});

async function deliver(
  services: Services,
  { notification_id: id, organization_id: organizationId, sender_id: senderId }: Due,
): Promise<Outcome> {
  const target = notificationTarget(organizationId, id, senderId);
  const record = (command: Parameters<typeof target.decider.decide>[0]) =>
    change(systemContext(services), target, { command, actor: systemActor });
  for (;;) {
    const { request, deliveredUpTo } = await requestOf({ services }, organizationId, id);
    if (request === undefined) return "done";
    // The request may be a year old. Asked again for every batch.
    const lostRight = await lostRightTo(services, "notifications:send", organizationId, senderId);
    if (lostRight !== undefined) {
      await record({ type: "StopNotification", lostRight });
      return "done";
    }
    const userIds = await readComplete(services.pool, { organizationId }, () =>
      listRecipients(services.pool, {
        organizationId,
        solutionId: request.solutionId,
        userIds: request.userIds,
        after: deliveredUpTo,
        limit: recipientsPerEvent,
      }),
    );
    if (userIds.length === 0) break;
    // Before the event, so that a crash in between omits no device. Pushes wait for the delivery.
    await queuePushes(services, id, userIds);
    await record({ type: "DeliverNotification", userIds });
    await hold(services, id);
  }
  await record({ type: "FinishNotification" });
  return "done";
}

/** At once, whatever the clock says: it may be set back in between. */
async function queuePushes(
  { pool }: Services,
  notificationId: string,
  userIds: readonly string[],
): Promise<void> {
  await pool.query({
    name: "queue pushes",
    text: `insert into pushes (notification_id, subscription_id, user_id, tries, due_at)
           select $1, subscription_id, user_id, 0, '-infinity'::timestamptz
           from push_subscriptions where user_id = any(${givenArray(2, "uuid")}) order by subscription_id
           on conflict do nothing`,
    values: [notificationId, userIds],
  });
}

/** Extends the claim during a long delivery. */
async function hold({ pool, clock }: Services, notificationId: string): Promise<void> {
  await pool.query("update dispatches set due_at = $2 where notification_id = $1", [
    notificationId,
    addMinutes(clock().toISOString(), claimMinutes),
  ]);
}

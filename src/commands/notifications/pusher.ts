/**
 * Pushes delivered notifications to devices, each at least once. Temporary failures are tried again, and
 * a device that no longer exists is deleted. Results are recorded for many recipients at once.
 */
import { givenArray } from "../../platform/database/given-array.ts";
import { change } from "../kit/change.ts";
import type { Services } from "../kit/context.ts";
import { systemActor, systemContext } from "../kit/system-context.ts";
import { notificationTarget } from "../kit/stream-targets.ts";
import { type Outcome, queueJob } from "../kit/leased-queue.ts";
import { notifications } from "../../projections/notifications/notifications.ts";
import { isOpen } from "../../projections/engine/open-memberships.ts";
import { isCredentialLeft, openTarget } from "./subscriptions.ts";

/** Minutes to wait after each failed try. */
const pauses = [0.5, 2, 10, 60] as const;
/** The most bytes of a push message, with room for its encryption (RFC 8291). */
const payloadBytes = 3000;

/** The credential of the subscription `s`. $1 is now. */
const credential = {
  issuedPosition: "coalesce(sessions.issued_position, t.issued_position)",
  issuedAt: "coalesce(sessions.created_at, t.created_at, s.created_at)",
  sessionId: "sessions.session_id",
  idleSeconds: "coalesce(floor(extract(epoch from $1::timestamptz - sessions.last_seen_at)), 0)",
};

interface Push {
  readonly notification_id: string;
  readonly subscription_id: string;
  readonly user_id: string;
  readonly tries: number;
  readonly organization_id: string;
  readonly sender_id: string;
  readonly title: string | null;
  readonly content: string | null;
  readonly inputs: Record<string, string> | null;
  readonly details: string | null;
  readonly is_open: boolean;
}

/** Pushes all due notifications that are in the recipient's list already. */
export const notificationPushing = queueJob<Push>({
  name: "pushing notifications",
  // Each delivery wakes the job; this is for retries, and for what another instance left.
  seconds: 30,
  wakeOn: { projection: notifications, types: ["NotificationDelivered"] },
  claim: {
    name: "claim pushes",
    text: `with due as (
             update pushes set due_at = $2, tries = tries + 1
             where (notification_id, subscription_id) in (
               select p.notification_id, p.subscription_id
               from pushes p join notification_deliveries d using (notification_id, user_id)
               where p.status is null and p.due_at <= $1
               order by p.due_at limit $3 for update of p skip locked)
             returning notification_id, subscription_id, user_id, tries
           )
           select due.*, n.organization_id, n.sender_id, n.title, n.content, n.inputs, s.details,
                  ${isCredentialLeft("$1")}
                    and (t.token_id is null or t.lease_expires_at > $1)
                    and (s.organization_id is null or s.organization_id = n.organization_id)
                    and exists (
                      select from members m join organizations o using (organization_id)
                      where m.organization_id = n.organization_id and m.user_id = due.user_id
                        and ${isOpen(credential)}) as is_open
           from due join notifications n using (notification_id)
           left join push_subscriptions s
             on s.subscription_id = due.subscription_id and s.user_id = due.user_id
           left join sessions on sessions.session_id = s.session_id
           left join tokens t on t.token_id = s.token_id`,
  },
  batchSize: 200,
  claimMinutes: 1,
  pauses,
  work: pushOne,
  settle: ({ pool, clock }, { notification_id, subscription_id }, { isDone, dueAt }) =>
    pool.query({
      name: "settle push",
      text: `update pushes set status = $3, due_at = $4
             where notification_id = $1 and subscription_id = $2`,
      values: [
        notification_id,
        subscription_id,
        dueAt === undefined ? (isDone ? "sent" : "failed") : undefined,
        dueAt ?? clock().toISOString(),
      ],
    }),
  afterBatch: record,
});

async function pushOne(services: Services, push: Push): Promise<Outcome> {
  const { pool, keys, metrics } = services;
  const { subscription_id: id, details } = push;
  // The device was unsubscribed, or its credential does not open the organization, or not any longer.
  if (details === null || !push.is_open) return "failed";
  const target = openTarget(keys.pushSubscriptions, id, details);
  const result = await services.push.send(target, payloadOf(push));
  const isOver = result.kind === "retry" && pauses[push.tries - 1] === undefined;
  metrics.push(result.kind === "refused" || isOver ? "failed" : resultNames[result.kind]);
  if (result.kind === "gone") {
    await pool.query("delete from push_subscriptions where subscription_id = $1", [id]);
  }
  if (result.kind === "retry") {
    return { retryAfter: Math.min((result.seconds ?? 0) / 60, 24 * 60) };
  }
  return result.kind === "sent" ? "done" : "failed";
}

const resultNames = { sent: "sent", gone: "gone", retry: "retried" } as const;

/** A recipient is reached when one device accepts the push, and missed when all devices have failed. */
async function record(services: Services, pushes: readonly Push[]): Promise<void> {
  const byNotification = Map.groupBy(pushes, (push) => push.notification_id);
  for (const [notificationId, [first, ...more]] of byNotification) {
    if (first === undefined) continue;
    const userIds = [...new Set([first, ...more].map((push) => push.user_id))];
    const { rows } = await services.pool.query<{
      user_id: string;
      sent: boolean;
      is_over: boolean;
    }>({
      name: "outcome of pushes",
      text: `select p.user_id, coalesce(bool_or(p.status = 'sent'), false) as sent,
                    bool_and(p.status is not null) as is_over
             from pushes p join notification_deliveries d using (notification_id, user_id)
             where p.notification_id = $1 and p.user_id = any(${givenArray(2, "uuid")})
               and d.push is distinct from 'PUSHED'
             group by p.user_id`,
      values: [notificationId, userIds],
    });
    const pushed = rows.filter(({ sent }) => sent).map(({ user_id }) => user_id);
    const failed = rows
      .filter(({ sent, is_over }) => !sent && is_over)
      .map(({ user_id }) => user_id);
    const target = notificationTarget(first.organization_id, notificationId, first.sender_id);
    await change(systemContext(services), target, {
      command: { type: "RecordPushes", pushed, failed },
      actor: systemActor,
    });
  }
}

/** The message, shortened if it is too long for a push. The recipient's list has all of it. */
function payloadOf({ notification_id, organization_id, title, content, inputs }: Push): string {
  const message = {
    notificationId: notification_id,
    organizationId: organization_id,
    title: title ?? undefined,
    text: content ?? "",
    inputs: inputs ?? undefined,
  };
  const whole = JSON.stringify(message);
  if (Buffer.byteLength(whole) <= payloadBytes) return whole;
  const { inputs: _, ...short } = message;
  // Cut between graphemes, not inside one.
  let text = Array.from(new Intl.Segmenter().segment(short.text), ({ segment }) => segment);
  const cut = (): string => JSON.stringify({ ...short, text: `${text.join("")}…` });
  while (text.length > 0 && Buffer.byteLength(cut()) > payloadBytes) {
    text = text.slice(0, Math.floor(text.length * 0.9));
  }
  return cut();
}

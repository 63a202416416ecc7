/**
 * Events of `notification-{notificationId}` (requested, delivered, pushed) and of
 * `notification-{notificationId}.{userId}` (read by one recipient).
 */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { lostRight } from "../lost-right.ts";
import { count, id, line, mapOf, text, timestamp } from "../primitives.ts";

/** Everybody in the organization, everybody with a solution, or chosen users. */
export const notificationScope = z.enum(["ORG", "SLN", "USR"]).meta({ id: "NotificationScope" });
export type NotificationScope = z.output<typeof notificationScope>;

/** Maximum number of recipients in one event. */
export const recipientsPerEvent = 500;

export const notificationContent = z.strictObject({
  title: line(200).optional(),
  text: text(4000).min(1, "must not be empty"),
  inputs: mapOf(text(1000), 50).optional(),
});

export const NotificationRequested = defineEvent("NotificationRequested", {
  version: 1,
  summary: "A notification was asked for, to be sent at once or later.",
  data: z.strictObject({
    scope: notificationScope,
    solutionId: id.optional(),
    userIds: z.array(id).max(10_000).optional(),
    startAt: timestamp,
  }),
  /** Free text of the sender, who is the event's subject. */
  personal: notificationContent,
});

export const NotificationCancelled = defineEvent("NotificationCancelled", {
  version: 1,
  summary: "A notification was withdrawn before all its recipients had it.",
  data: z.strictObject({
    /** The system withdrew it, because its sender may not send notifications any longer. */
    lostRight: lostRight.optional(),
  }),
});

export const NotificationDelivered = defineEvent("NotificationDelivered", {
  version: 1,
  summary: "Recipients have the notification in their list; in the order of their ids.",
  data: z.strictObject({ userIds: z.array(id).min(1).max(recipientsPerEvent) }),
});

export const NotificationSent = defineEvent("NotificationSent", {
  version: 1,
  summary: "Every recipient has the notification.",
  data: z.strictObject({ recipients: count }),
});

export const PushesRecorded = defineEvent("PushesRecorded", {
  version: 1,
  summary: "What became of pushing the notification to recipients' devices.",
  data: z.strictObject({
    pushed: z.array(id).max(recipientsPerEvent),
    failed: z.array(id).max(recipientsPerEvent),
  }),
});

export const NotificationRead = defineEvent("NotificationRead", {
  version: 1,
  summary: "A recipient has read the notification.",
  data: z.strictObject({ readAt: timestamp }),
});

export type NotificationEvent =
  | EventOf<typeof NotificationRequested>
  | EventOf<typeof NotificationCancelled>
  | EventOf<typeof NotificationDelivered>
  | EventOf<typeof NotificationSent>
  | EventOf<typeof PushesRecorded>
  | EventOf<typeof NotificationRead>;

/**
 * Events of `notification-{notificationId}` (requested, delivered, pushed) and of
 * `notification-{notificationId}.{userId}` (read by one recipient).
 */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
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

export const notificationEvents = defineEvents({
  NotificationRequested: {
    summary: "A notification was asked for, to be sent at once or later.",
    data: z.strictObject({
      scope: notificationScope,
      solutionId: id.optional(),
      userIds: z.array(id).max(10_000).optional(),
      startAt: timestamp,
    }),
    /** Free text of the sender, who is the event's subject. */
    personal: notificationContent,
  },
  NotificationCancelled: {
    summary: "A notification was withdrawn before all its recipients had it.",
    data: z.strictObject({
      /** The system withdrew it, because its sender may not send notifications any longer. */
      lostRight: lostRight.optional(),
    }),
  },
  NotificationDelivered: {
    summary: "Recipients have the notification in their list; in the order of their ids.",
    data: z.strictObject({ userIds: z.array(id).min(1).max(recipientsPerEvent) }),
  },
  NotificationSent: {
    summary: "Every recipient has the notification.",
    data: z.strictObject({ recipients: count }),
  },
  PushesRecorded: {
    summary: "What became of pushing the notification to recipients' devices.",
    data: z.strictObject({
      pushed: z.array(id).max(recipientsPerEvent),
      failed: z.array(id).max(recipientsPerEvent),
    }),
  },
  NotificationRead: {
    summary: "A recipient has read the notification.",
    data: z.strictObject({ readAt: timestamp }),
  },
});

export type NotificationEvent = EventIn<typeof notificationEvents>;

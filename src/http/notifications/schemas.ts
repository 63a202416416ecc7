/** Schemas of notifications and push subscriptions. */
import { ECDH } from "node:crypto";
import { z } from "zod";
import { pushSubscription } from "../../commands/notifications/subscriptions.ts";
import { notificationContent } from "../../domain/notification/events.ts";
import { id, sentTime, webAddress } from "../../domain/primitives.ts";
import { inboxItem, notification } from "../../projections/notifications/queries.ts";
import { flag, pageSchema, pageParameters } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";

const common = {
  content: notificationContent,
  startAt: sentTime.optional().describe("When to send it; now by default."),
};

export const newNotification = z
  .discriminatedUnion("scope", [
    z.strictObject({ scope: z.literal("ORG"), ...common }),
    z.strictObject({ scope: z.literal("SLN"), solutionId: id, ...common }),
    z.strictObject({
      scope: z.literal("USR"),
      userIds: z
        .array(id)
        .min(1, "must name at least one user")
        .max(10_000, "must name at most 10000 users"),
      ...common,
    }),
  ])
  .meta({
    id: "NewNotification",
    examples: [{ scope: "ORG", content: { title: "Maintenance", text: "Tonight at ten 🌙" } }],
  });

export const notificationPage = pageSchema(notification, "NotificationPage");
export const singleNotification = withPeople(notification, "SingleNotification");

export const inboxPage = pageSchema(inboxItem, "MyNotificationPage");

export const inboxQuery = z.strictObject({
  unread: flag.describe("Only unread notifications."),
  ...pageParameters,
});

export const reading = z.strictObject({ read: z.literal(true) }).meta({ id: "Reading" });

const base64url = (bytes: number, what: string) =>
  z
    .string()
    .max(Math.ceil((bytes * 4) / 3), { error: `must be ${what}`, abort: true })
    .regex(/^[A-Za-z0-9_-]+$/, "must be base64url")
    .refine((text) => Buffer.from(text, "base64url").length === bytes, `must be ${what}`);

function isOnCurve(text: string): boolean {
  try {
    ECDH.convertKey(text, "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
}

export const newSubscription = z
  .strictObject({
    endpoint: webAddress,
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({
      p256dh: base64url(65, "a public key on the curve P-256, uncompressed").refine(
        isOnCurve,
        "must be a point on the curve P-256",
      ),
      auth: base64url(16, "16 bytes"),
    }),
  })
  .meta({ id: "NewPushSubscription" });

export const subscription = z
  .object({ subscriptionId: id, endpoint: z.string() })
  .meta({ id: "PushSubscription" });

export const shownSubscriptionPage = pageSchema(pushSubscription, "PushSubscriptionPage");

export const removedSubscription = z
  .strictObject({ endpoint: webAddress })
  .meta({ id: "GonePushSubscription" });

export const pushKey = z
  .object({ publicKey: z.string().describe("The value for `applicationServerKey`, in base64url.") })
  .meta({ id: "PushKey" });

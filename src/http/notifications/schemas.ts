/** Notifications and devices as they come in and go out. */
import { ECDH } from "node:crypto";
import { z } from "zod";
import { notificationContent, notificationScope } from "../../domain/notification/events.ts";
import { id, timestamp } from "../../domain/primitives.ts";
import { flag, pageSchema, pageParameters } from "../kit/lists.ts";

const common = {
  content: notificationContent,
  startAt: timestamp.optional().describe("When to send it; now where left out."),
};

export const newNotification = z
  .discriminatedUnion("scope", [
    z.strictObject({ scope: z.literal("ORG"), ...common }),
    z.strictObject({ scope: z.literal("SLN"), solutionId: id, ...common }),
    z.strictObject({
      scope: z.literal("USR"),
      userIds: z
        .array(id)
        .min(1, "must name a user at least")
        .max(10_000, "must name at most 10000 users"),
      ...common,
    }),
  ])
  .meta({
    id: "NewNotification",
    examples: [{ scope: "ORG", content: { title: "Maintenance", text: "Tonight at ten 🌙" } }],
  });

const content = z.object({
  title: z.string().optional(),
  text: z.string().optional(),
  inputs: z.record(z.string(), z.string()).optional(),
});

export const notification = z
  .object({
    notificationId: id,
    organizationId: id,
    scope: notificationScope,
    solutionId: id.optional(),
    userIds: z.array(id).readonly().optional(),
    content,
    startAt: timestamp,
    state: z.enum(["SCHEDULED", "SENDING", "SENT", "CANCELLED"]),
    counts: z.object({
      delivered: z.int().describe("Recipients who have it in their list."),
      pushed: z.int().describe("Of them, those of whom a device took it."),
      pushFailed: z.int().describe("Of them, those who have devices of which none took it."),
      read: z.int().describe("Of them, those who have read it."),
    }),
    createdAt: timestamp,
    createdBy: id,
    updatedAt: timestamp,
  })
  .meta({ id: "Notification" });

export const notificationPage = pageSchema(notification, "NotificationPage");

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

export const inboxPage = pageSchema(inboxItem, "MyNotificationPage");

export const inboxQuery = z.strictObject({
  unread: flag.describe("Only those that were not read yet."),
  ...pageParameters,
});

export const reading = z.strictObject({ read: z.literal(true) }).meta({ id: "Reading" });

const base64url = (bytes: number, what: string) =>
  z
    .string()
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

const endpoint = z
  .url({ protocol: /^https?$/, error: "must be the https address of a push service" })
  .max(2000, "must be at most 2000 characters");

export const newSubscription = z
  .strictObject({
    endpoint,
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({
      p256dh: base64url(65, "a public key on the curve P-256, uncompressed").refine(
        isOnCurve,
        "must be a point of the curve P-256",
      ),
      auth: base64url(16, "16 bytes"),
    }),
  })
  .meta({ id: "NewPushSubscription" });

export const subscription = z
  .object({ subscriptionId: id, endpoint: z.string() })
  .meta({ id: "PushSubscription" });

export const goneSubscription = z.strictObject({ endpoint }).meta({ id: "GonePushSubscription" });

export const pushKey = z
  .object({ publicKey: z.string().describe("For `applicationServerKey`; base64url.") })
  .meta({ id: "PushKey" });

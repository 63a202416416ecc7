/** The schema of the export of one's own data: what is not in it is left out, so that nothing gets in unseen. */
import { z } from "zod";
import { id, timestamp } from "../../domain/primitives.ts";
import { memberStatus, organizationRole, solutionRole } from "../../domain/roles.ts";
import { userSettings } from "../../domain/user/settings.ts";
import { token } from "../../projections/directory/queries/tokens.ts";
import { logLevel } from "../../projections/logs/entries.ts";
import { narrowing } from "../../domain/rights.ts";
import { user } from "../../projections/directory/queries/users.ts";

const time = timestamp.optional();
const text = z.string().optional();

const membership = z.object({
  organizationId: id,
  organizationName: z.string(),
  isDefault: z.boolean(),
  name: text,
  firstName: text,
  lastName: text,
  email: text,
  userRole: organizationRole,
  userStatus: memberStatus,
  language: text,
  solutions: z.record(z.string(), solutionRole),
  invite: z
    .object({
      status: z.string(),
      sentAt: time,
      sentCount: z.int(),
      expiresAt: time,
      failure: text,
    })
    .optional(),
  lastActiveAt: time,
  createdAt: timestamp,
  updatedAt: timestamp,
});

const content = z.object({
  title: text,
  text,
  inputs: z.record(z.string(), z.string()).optional(),
});
const ofNotification = {
  notificationId: id,
  organizationId: id,
  solutionId: id.optional(),
  content,
};

const logEntry = z.object({
  logId: id,
  organizationId: id,
  solutionId: id.optional(),
  level: logLevel,
  category: z.string(),
  message: z.string(),
  device: text,
  app: text,
  parameters: z.record(z.string(), z.unknown()).optional(),
  correlationId: text,
  occurredAt: timestamp,
  receivedAt: timestamp,
});

const event = z.object({
  eventId: id,
  type: z.string(),
  occurredAt: timestamp,
  organizationId: id.optional(),
  by: z.enum(["YOU", "SYSTEM", "ANOTHER"]).describe("Who did it."),
  data: z.record(z.string(), z.unknown()),
});

export const ownDataExport = z
  .object({
    exportedAt: timestamp,
    profile: user.omit({ createdBy: true, updatedBy: true }).extend({ emailProved: z.boolean() }),
    settings: userSettings,
    memberships: z.array(membership).describe("All that were not removed, whatever their status."),
    solutions: z.array(
      z.object({
        solutionId: id,
        organizationId: id,
        name: z.string(),
        title: z.string(),
        userRole: solutionRole.optional(),
      }),
    ),
    sessions: z.array(
      z.object({
        sessionId: id,
        createdAt: timestamp,
        lastSeenAt: timestamp,
        expiresAt: timestamp,
        ...narrowing,
        isCurrent: z.boolean(),
      }),
    ),
    tokens: z.array(token).describe("Never their secrets."),
    devices: z
      .array(
        z.object({
          subscriptionId: id,
          host: z.string(),
          createdAt: timestamp,
          organizationId: id.optional(),
        }),
      )
      .describe("Those that get pushes; never their addresses and keys."),
    notifications: z.array(
      z.object({ ...ofNotification, deliveredAt: timestamp, read: z.boolean(), readAt: time }),
    ),
    sentNotifications: z.array(
      z.object({ ...ofNotification, startAt: timestamp, state: z.string(), createdAt: timestamp }),
    ),
    logs: z.array(logEntry).describe("What the caller's apps sent in the last 30 days."),
    events: z
      .array(event)
      .describe(
        "What was recorded about the caller: their own changes, then those of each membership in an organization that the session opens.",
      ),
  })
  .meta({ id: "OwnDataExport" });

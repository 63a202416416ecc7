/** The schema of the export of one's own data: what is not in it is left out, so that nothing gets in unseen. */
import { z } from "zod";
import { listedSession } from "../sign-in/own-sessions.ts";
import { pushSubscription } from "../notifications/subscriptions.ts";
import { id, timestamp } from "../../domain/primitives.ts";
import { userSettings } from "../../domain/user/settings.ts";
import { growing } from "../../platform/growing.ts";
import { member } from "../../projections/directory/member.ts";
import { ownSolution } from "../../projections/directory/queries/own-solutions.ts";
import { token } from "../../projections/directory/queries/tokens.ts";
import { user } from "../../projections/directory/queries/users.ts";
import { logEntry } from "../../projections/logs/entries.ts";
import { inboxItem, notification } from "../../projections/notifications/queries.ts";

const event = z.object({
  eventId: id,
  type: z.string(),
  occurredAt: timestamp,
  organizationId: id.optional(),
  by: growing(["YOU", "SYSTEM", "ANOTHER"]).describe("Who did it."),
  data: z.record(z.string(), z.unknown()),
});

export const ownDataExport = z
  .object({
    exportedAt: timestamp,
    profile: user.omit({ createdBy: true, updatedBy: true }).extend({ emailProved: z.boolean() }),
    settings: userSettings,
    memberships: z
      .array(
        member
          .pick({
            organizationId: true,
            name: true,
            firstName: true,
            lastName: true,
            email: true,
            userRole: true,
            userStatus: true,
            language: true,
            solutions: true,
            invite: true,
            lastActiveAt: true,
            createdAt: true,
            updatedAt: true,
          })
          .extend({ organizationName: z.string(), isDefault: z.boolean() }),
      )
      .describe("All that were not removed, whatever their status."),
    solutions: z.array(
      ownSolution.pick({
        solutionId: true,
        organizationId: true,
        name: true,
        title: true,
        userRole: true,
      }),
    ),
    sessions: z.array(listedSession),
    tokens: z.array(token).describe("Never their secrets."),
    devices: z
      .array(pushSubscription)
      .describe("Those that get pushes; never their addresses and keys."),
    notifications: z.array(inboxItem),
    sentNotifications: z.array(
      notification.pick({
        notificationId: true,
        organizationId: true,
        solutionId: true,
        content: true,
        startAt: true,
        state: true,
        createdAt: true,
      }),
    ),
    logs: z
      .array(logEntry.omit({ userId: true, correlationCount: true }))
      .describe("What the caller's apps sent in the last 30 days."),
    events: z
      .array(event)
      .describe(
        "What was recorded of the caller's account, of each membership in an organization that the session opens, and of the sessions and tokens in this file.",
      ),
  })
  .meta({ id: "OwnDataExport" });

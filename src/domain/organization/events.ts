/** Events of `organization-{organizationId}`: details, settings, invite templates, the ownership guard. */
import { z } from "zod";
import { defineEvents, type EventIn } from "../event.ts";
import { count, email, id, language, line, text, webAddress } from "../primitives.ts";
import { organizationRole } from "../roles.ts";

export const organizationDetails = z.strictObject({
  name: line(200).optional(),
  description: text(2000).nullable().optional(),
  url: webAddress.nullable().optional(),
});

export const inviteTemplate = z.strictObject({
  language,
  subject: line(200),
  html: text(50_000),
  introMessage: text(2000).optional(),
});

/** One ownership: a user, and the revision of the event in their member stream that began it. */
const ownership = { userId: id, ownership: count };

/** Why an ownership ends. After a crash between the two steps, the repair finishes by this. */
const endOfOwnership = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ROLE_CHANGED"), role: organizationRole }),
  z.strictObject({ kind: z.literal("DISABLED") }),
  z.strictObject({ kind: z.literal("REMOVED") }),
]);

export type EndOfOwnership = z.output<typeof endOfOwnership>;

/** An organization's settings. A patch has only the fields to change; `null` clears one. */
export const organizationSettings = z.strictObject({
  idleLogoutMinutes: z
    .int("must be a whole number of minutes")
    .min(1, "must be at least 1 minute")
    .max(43_200, "must be at most 43200 minutes (30 days)")
    .optional(),
  inviteExpiryDays: z
    .int("must be a whole number of days")
    .min(1, "must be at least 1 day")
    .max(365, "must be at most 365 days")
    .optional(),
  defaultLanguage: language.optional(),
  memberLimit: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(10_000_000, "must be at most 10000000")
    .nullable()
    .optional(),
  requestAccessEmail: email.nullable().optional(),
});

export const organizationEvents = defineEvents({
  OrganizationFounded: {
    summary: "An organization was created.",
    data: z.strictObject({
      founderId: id,
      name: line(200),
      description: text(2000).optional(),
      url: webAddress.optional(),
    }),
  },
  OrganizationDetailsChanged: {
    summary: "An organization's details changed; only the changed fields are in it.",
    data: organizationDetails,
  },
  InviteTemplateSaved: {
    summary: "The invite template of a language was added or replaced.",
    data: inviteTemplate,
  },
  InviteTemplateDeleted: {
    summary: "The invite template of a language was deleted.",
    data: z.strictObject({ language }),
  },
  OwnershipGranted: {
    summary: "The guard knows of an active owner.",
    data: z.strictObject(ownership),
  },
  OwnershipRevoked: {
    summary: "The guard let an owner go; the member's own event follows.",
    data: z.strictObject({ ...ownership, reason: endOfOwnership }),
  },
  OrganizationSettingsChanged: {
    summary: "An organization's settings changed; only the changed fields are in it.",
    data: organizationSettings,
  },
  OrganizationDeleted: {
    summary: "An organization was deleted, and with it all memberships and solutions.",
  },
});

export type OrganizationEvent = EventIn<typeof organizationEvents>;

/** Events of `organization-{organizationId}`: details, settings, invite templates, the ownership guard. */
import { z } from "zod";
import { defineEvent, type EventOf } from "../event.ts";
import { count, email, id, language, line, text, webAddress } from "../primitives.ts";
import { organizationRole } from "../roles.ts";

export const OrganizationFounded = defineEvent("OrganizationFounded", {
  version: 1,
  summary: "An organization was created.",
  data: z.strictObject({
    founderId: id,
    name: line(200),
    description: text(2000).optional(),
    url: webAddress.optional(),
  }),
});

export const organizationDetails = z.strictObject({
  name: line(200).optional(),
  description: text(2000).nullable().optional(),
  url: webAddress.nullable().optional(),
});

export const OrganizationDetailsChanged = defineEvent("OrganizationDetailsChanged", {
  version: 1,
  summary: "An organization's details changed; only the changed fields are in it.",
  data: organizationDetails,
});

export const inviteTemplate = z.strictObject({
  language,
  subject: line(200),
  html: text(50_000),
  introMessage: text(2000).optional(),
});

export const InviteTemplateSaved = defineEvent("InviteTemplateSaved", {
  version: 1,
  summary: "The invite template of a language was added or replaced.",
  data: inviteTemplate,
});

export const InviteTemplateDeleted = defineEvent("InviteTemplateDeleted", {
  version: 1,
  summary: "The invite template of a language was deleted.",
  data: z.strictObject({ language }),
});

/** One ownership: a user, and the revision of the event in their member stream that began it. */
const ownership = { userId: id, ownership: count };

export const OwnershipGranted = defineEvent("OwnershipGranted", {
  version: 1,
  summary: "The guard knows of an active owner.",
  data: z.strictObject(ownership),
});

/** Why an ownership ends. After a crash between the two steps, the repair finishes by this. */
const endOfOwnership = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ROLE_CHANGED"), role: organizationRole }),
  z.strictObject({ kind: z.literal("DISABLED") }),
  z.strictObject({ kind: z.literal("REMOVED") }),
]);

export type EndOfOwnership = z.output<typeof endOfOwnership>;

export const OwnershipRevoked = defineEvent("OwnershipRevoked", {
  version: 1,
  summary: "The guard let an owner go; the member's own event follows.",
  data: z.strictObject({ ...ownership, reason: endOfOwnership }),
});

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

export const OrganizationSettingsChanged = defineEvent("OrganizationSettingsChanged", {
  version: 1,
  summary: "An organization's settings changed; only the changed fields are in it.",
  data: organizationSettings,
});

export const OrganizationDeleted = defineEvent("OrganizationDeleted", {
  version: 1,
  summary: "An organization was deleted, and with it all memberships and solutions.",
  data: z.strictObject({}),
});

export type OrganizationEvent =
  | EventOf<typeof OrganizationFounded>
  | EventOf<typeof OrganizationDetailsChanged>
  | EventOf<typeof InviteTemplateSaved>
  | EventOf<typeof InviteTemplateDeleted>
  | EventOf<typeof OwnershipGranted>
  | EventOf<typeof OwnershipRevoked>
  | EventOf<typeof OrganizationSettingsChanged>
  | EventOf<typeof OrganizationDeleted>;

/** Schemas of organizations and their settings. */
import { z } from "zod";
import { id, line, text, webAddress } from "../../domain/primitives.ts";
import {
  organizationDetails,
  organizationSettings as settingsPatch,
} from "../../domain/organization/events.ts";
import { isKnownLanguage } from "../../domain/organization/invite-template.ts";
import { memberStatus, organizationRole } from "../../domain/roles.ts";
import { pageSchema } from "../kit/lists.ts";
import { stamps } from "../../projections/engine/page.ts";

export const newOrganization = z
  .strictObject({
    name: line(200),
    description: text(2000).optional(),
    url: webAddress.optional(),
  })
  .meta({ id: "NewOrganization", examples: [{ name: "Analytical Engines" }] });

export const organizationPatch = organizationDetails.meta({
  id: "OrganizationPatch",
  examples: [{ name: "Analytical Engines Ltd", description: null }],
});

export const organizationSettings = z
  .object({
    idleLogoutMinutes: z.int(),
    inviteExpiryDays: z.int(),
    defaultLanguage: z.string(),
    memberLimit: z.int().optional().describe("The maximum number of members; no limit if absent."),
    requestAccessEmail: z.string().optional().describe("Whom to ask for access."),
  })
  .meta({ id: "OrganizationSettings" });

const { shape } = settingsPatch;

export const organizationSettingsPatch = z
  .strictObject({
    ...shape,
    idleLogoutMinutes: shape.idleLogoutMinutes.nullable(),
    inviteExpiryDays: shape.inviteExpiryDays.nullable(),
    defaultLanguage: shape.defaultLanguage.nullable(),
  })
  .refine(
    ({ defaultLanguage }) => defaultLanguage?.length !== 2 || isKnownLanguage(defaultLanguage),
    { error: "must be an ISO 639-1 code such as en", path: ["defaultLanguage"] },
  )
  .meta({
    id: "OrganizationSettingsPatch",
    examples: [{ idleLogoutMinutes: 30, memberLimit: null }],
  });

export const organization = z
  .object({
    organizationId: id,
    name: z.string(),
    description: z.string().optional(),
    url: z.string().optional(),
    region: z.string().optional(),
    locked: z.boolean(),
    settings: organizationSettings.optional(),
    ...stamps,
  })
  .meta({ id: "Organization" });

export const organizationPage = pageSchema(organization, "OrganizationPage");

export const ownOrganization = z
  .object({
    organizationId: id,
    name: z.string(),
    userRole: organizationRole,
    userStatus: memberStatus,
    solutionCount: z.int().describe("The number of solutions assigned to the caller."),
    isDefault: z.boolean(),
    needsSignIn: z
      .boolean()
      .describe("The session was idle for longer than this organization allows: sign in again."),
  })
  .meta({ id: "OwnOrganization" });

export const ownOrganizationPage = pageSchema(ownOrganization, "OwnOrganizationPage");

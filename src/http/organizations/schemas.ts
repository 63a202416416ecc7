/** Schemas of requests for organizations and their settings, and of pages. */
import { z } from "zod";
import { line, text, webAddress } from "../../domain/primitives.ts";
import {
  organizationDetails,
  organizationSettings as settingsPatch,
} from "../../domain/organization/events.ts";
import { isKnownLanguage } from "../../domain/organization/invite-template.ts";
import { pageSchema } from "../kit/lists.ts";
import { withPeople } from "../kit/people.ts";
import {
  organization,
  ownOrganization,
} from "../../projections/directory/queries/organizations.ts";

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

export const organizationPage = pageSchema(organization, "OrganizationPage");
export const singleOrganization = withPeople(organization, "SingleOrganization");
export const ownOrganizationPage = pageSchema(ownOrganization, "OwnOrganizationPage");

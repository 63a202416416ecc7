/** What an invitation made of a template looks like, with a made-up person in it. */
import type { z } from "zod";
import type { inviteTemplate } from "../../domain/organization/events.ts";
import { renderInvite, type RenderedInvite } from "../../domain/organization/invite-template.ts";
import { addDays, shownDay } from "../../domain/time.ts";
import { readInviteTemplate } from "../../projections/directory/queries/invite-templates.ts";
import {
  readOrganization,
  readSettings,
} from "../../projections/directory/queries/organizations.ts";
import { authorize } from "../kit/authorize.ts";
import type { Caller, Services } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";

/** @param template the one to look at before it is saved; left out: the saved one of the language */
export async function previewTemplate(
  services: Services,
  caller: Caller,
  params: { readonly organizationId: string; readonly language: string },
  template: Omit<z.output<typeof inviteTemplate>, "language"> | undefined,
): Promise<RenderedInvite> {
  const { organizationId, language } = params;
  await authorize(services, caller, organizationId, "settings:manage");
  const [organization, settings, saved] = await Promise.all([
    readOrganization(services.pool, organizationId),
    readSettings(services.pool, organizationId),
    readInviteTemplate(services.pool, organizationId, language),
  ]);
  const shown = template ?? saved?.item;
  if (organization === undefined || settings === undefined || shown === undefined)
    throw notFound("invite template");
  return renderInvite(shown, {
    inviteLink: `${services.publicUrl()}/accept-invitation#token=preview`,
    organizationName: organization.item.name,
    firstName: "Ada",
    lastName: "Byron",
    name: "Ada Byron",
    email: "ada@example.com",
    expiresAt: shownDay(addDays(services.clock().toISOString(), settings.item.inviteExpiryDays)),
  });
}

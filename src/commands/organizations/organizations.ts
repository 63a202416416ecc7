/** Who may view an organization, its settings and its invite templates; previews of templates. */
import type { z } from "zod";
import type { inviteTemplate } from "../../domain/organization/events.ts";
import { renderInvite } from "../../domain/organization/invite-template.ts";
import { addDays, shownDay } from "../../domain/time.ts";
import { readInviteTemplate } from "../../projections/directory/queries/invite-templates.ts";
import {
  readOrganization,
  readSettings,
} from "../../projections/directory/queries/organizations.ts";
import { authorize } from "../kit/authorize.ts";
import type { QueryContext } from "../kit/context.ts";
import { notFound } from "../kit/rejected-error.ts";

/** @throws RejectedError unless the caller may view the organization or, if asked for, its settings */
export async function requireOrganizationInView(
  context: QueryContext,
  organizationId: string,
  withSettings: boolean,
): Promise<void> {
  await authorize(context, organizationId, withSettings ? "settings:manage" : undefined);
}

/** Callers who may invite choose among the templates. @throws RejectedError for others */
export async function requireTemplatesInView(
  context: QueryContext,
  organizationId: string,
): Promise<void> {
  await authorize(context, organizationId, "users:manage");
}

/**
 * Renders a template with an example person.
 * @param template an unsaved template; left out: the saved one in the language
 */
export async function previewTemplate(
  context: QueryContext,
  params: { readonly organizationId: string; readonly language: string },
  template: Omit<z.output<typeof inviteTemplate>, "language"> | undefined,
) {
  const { organizationId, language } = params;
  const { services } = context;
  await authorize(context, organizationId, "settings:manage");
  const [organization, settings, saved] = await Promise.all([
    readOrganization(services.pool, organizationId),
    readSettings(services.pool, organizationId),
    readInviteTemplate(services.pool, organizationId, language),
  ]);
  const shown = template ?? saved;
  if (organization === undefined || settings === undefined || shown === undefined)
    throw notFound("invite template");
  return renderInvite(shown, {
    inviteLink: `${services.publicUrl()}/accept-invitation#token=preview`,
    organizationName: organization.name,
    firstName: "Ada",
    lastName: "Byron",
    name: "Ada Byron",
    email: "ada@example.com",
    expiresAt: shownDay(addDays(services.clock().toISOString(), settings.inviteExpiryDays)),
  });
}

/** ChangeOrganization, its settings and invite templates, and its end: what only owners do. */
import type { z } from "zod";
import type { OrganizationCommand } from "../../domain/organization/decider.ts";
import type { inviteTemplate, organizationDetails } from "../../domain/organization/events.ts";
import type { WantedSettings } from "../../domain/organization/settings.ts";
import { authorize } from "../kit/authorize.ts";
import { change, earlierTry } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { organizationTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";

interface InOrganization {
  readonly organizationId: string;
}

export function changeOrganization(
  run: Run,
  {
    organizationId,
    details,
  }: InOrganization & { readonly details: z.output<typeof organizationDetails> },
): Promise<Done> {
  return changeAsOwner(run, organizationId, { type: "ChangeOrganizationDetails", details });
}

export function changeSettings(
  run: Run,
  { organizationId, settings }: InOrganization & { readonly settings: WantedSettings },
): Promise<Done> {
  return changeAsOwner(run, organizationId, { type: "ChangeOrganizationSettings", settings });
}

export function saveInviteTemplate(
  run: Run,
  {
    organizationId,
    template,
  }: InOrganization & { readonly template: z.output<typeof inviteTemplate> },
): Promise<Done> {
  return changeAsOwner(run, organizationId, { type: "SaveInviteTemplate", template });
}

export function deleteInviteTemplate(
  run: Run,
  { organizationId, language }: InOrganization & { readonly language: string },
): Promise<Done> {
  return changeAsOwner(run, organizationId, { type: "DeleteInviteTemplate", language });
}

/** The members lose their access with it; the log keeps its history. */
export async function deleteOrganization(
  run: Run,
  { organizationId }: InOrganization,
): Promise<Done> {
  const earlier = await earlierTry(run, organizationTarget(organizationId));
  if (earlier) return visible(run.services, earlier);
  return changeAsOwner(run, organizationId, { type: "DeleteOrganization" });
}

async function changeAsOwner(
  run: Run,
  organizationId: string,
  command: OrganizationCommand,
): Promise<Done> {
  const { actor } = await authorize(run.services, run.caller, organizationId, "settings:manage");
  const { position } = await change(run, organizationTarget(organizationId), {
    command,
    actor,
    ifMatch: run.ifMatch,
  });
  return visible(run.services, { position });
}

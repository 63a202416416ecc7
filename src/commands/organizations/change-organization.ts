/** Changes that only owners make: to the organization, its settings and invite templates; deletion. */
import type { z } from "zod";
import type { OrganizationCommand } from "../../domain/organization/decider.ts";
import type { inviteTemplate, organizationDetails } from "../../domain/organization/events.ts";
import type { WantedSettings } from "../../domain/organization/settings.ts";
import { authorize } from "../kit/authorize.ts";
import { change, earlierTry } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { organizationTarget } from "../kit/stream-targets.ts";

interface InOrganization {
  readonly organizationId: string;
}

export function changeOrganization(
  context: CommandContext,
  {
    organizationId,
    details,
  }: InOrganization & { readonly details: z.output<typeof organizationDetails> },
): Promise<CommandResult> {
  return changeAsOwner(context, organizationId, { type: "ChangeOrganizationDetails", details });
}

export function changeSettings(
  context: CommandContext,
  { organizationId, settings }: InOrganization & { readonly settings: WantedSettings },
): Promise<CommandResult> {
  return changeAsOwner(context, organizationId, { type: "ChangeOrganizationSettings", settings });
}

export function saveInviteTemplate(
  context: CommandContext,
  {
    organizationId,
    template,
  }: InOrganization & { readonly template: z.output<typeof inviteTemplate> },
): Promise<CommandResult> {
  return changeAsOwner(context, organizationId, { type: "SaveInviteTemplate", template });
}

export function deleteInviteTemplate(
  context: CommandContext,
  { organizationId, language }: InOrganization & { readonly language: string },
): Promise<CommandResult> {
  return changeAsOwner(context, organizationId, { type: "DeleteInviteTemplate", language });
}

/** The members lose their access. The log keeps its history. */
export async function deleteOrganization(
  context: CommandContext,
  { organizationId }: InOrganization,
): Promise<CommandResult> {
  const earlier = await earlierTry(context, organizationTarget(organizationId));
  if (earlier) return earlier;
  return changeAsOwner(context, organizationId, { type: "DeleteOrganization" });
}

async function changeAsOwner(
  context: CommandContext,
  organizationId: string,
  command: OrganizationCommand,
): Promise<CommandResult> {
  const { actor, authority } = await authorize(context, organizationId, "settings:manage");
  return change(context, organizationTarget(organizationId), { command, actor, authority });
}

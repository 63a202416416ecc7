/** Changes that only owners make: to the organization, its settings and invite templates; deletion. */
import type { OrganizationCommand } from "../../domain/organization/decider.ts";
import { authorize } from "../kit/authorize.ts";
import { change, earlierTry } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { organizationTarget } from "../kit/stream-targets.ts";

type OwnersCommand = Exclude<
  OrganizationCommand,
  { type: "FoundOrganization" | "GrantOwnership" | "RevokeOwnership" }
>;

export async function changeOrganization(
  context: CommandContext,
  organizationId: string,
  command: OwnersCommand,
): Promise<CommandResult> {
  const { actor, authority } = await authorize(context, organizationId, "settings:manage");
  return change(context, organizationTarget(organizationId), { command, actor, authority });
}

/** The members lose their access. The log keeps its history. */
export async function deleteOrganization(
  context: CommandContext,
  { organizationId }: { readonly organizationId: string },
): Promise<CommandResult> {
  const earlier = await earlierTry(context, organizationTarget(organizationId));
  return earlier ?? changeOrganization(context, organizationId, { type: "DeleteOrganization" });
}

/**
 * Changes that people make to themselves: their profile, default organization and settings. These are the
 * same in all of their organizations, so a credential for one of them cannot change them.
 */
import type { FreeSettings } from "../../domain/free-settings.ts";
import type { UserCommand } from "../../domain/user/decider.ts";
import {
  actorOf,
  type Authority,
  authorize,
  requireScope,
  requireWholePerson,
} from "../kit/authorize.ts";
import { change } from "../kit/change.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { userTarget } from "../kit/stream-targets.ts";
import { requireSelf } from "./people.ts";

type Profile = Extract<UserCommand, { type: "ChangeProfile" }>["profile"];

export async function changeProfile(context: CommandContext, profile: Profile) {
  requireScope(context, "account:manage");
  requireWholePerson(context);
  return changeSelf(context, { type: "ChangeProfile", profile });
}

export async function chooseDefaultOrganization(
  context: CommandContext,
  { organizationId }: { readonly organizationId: string },
): Promise<CommandResult> {
  const { authority } = await authorize(context, organizationId, "account:manage");
  requireWholePerson(context);
  return changeSelf(context, { type: "ChooseDefaultOrganization", organizationId }, authority);
}

export async function changeUserSettings(
  context: CommandContext,
  { userId, settings }: { readonly userId: string; readonly settings: FreeSettings },
): Promise<CommandResult> {
  await requireSelf(context, userId);
  requireScope(context, "account:manage");
  requireWholePerson(context);
  return changeSelf(context, { type: "ChangeUserSettings", settings });
}

function changeSelf(context: CommandContext, command: UserCommand, authority?: Authority) {
  const { userId } = context.caller;
  return change(context, userTarget(userId), { command, actor: actorOf(context), authority });
}

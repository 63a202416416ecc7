/** Commands that change one membership: its role, its status, its invitation, its end. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import type { Permission } from "../../domain/rights.ts";
import type { OrganizationRole } from "../../domain/roles.ts";
import { earlierTry } from "../kit/change.ts";
import { memberTarget } from "../kit/stream-targets.ts";
import { readAhead } from "../kit/read-ahead.ts";
import { authorize } from "../kit/authorize.ts";
import { changeMember, type Membership } from "../kit/change-member.ts";
import type { CommandResult, CommandContext } from "../kit/context.ts";
import { inviteRules, newSending } from "./sending.ts";

export function changeOrgRole(
  context: CommandContext,
  { userRole, ...membership }: Membership & { readonly userRole: OrganizationRole },
): Promise<CommandResult> {
  return manage(context, membership, "users:change-role", (by) => ({
    type: "ChangeOrgRole",
    by,
    role: userRole,
  }));
}

export function disableMember(context: CommandContext, membership: Membership) {
  return manage(context, membership, "users:manage", (by) => ({ type: "DisableMember", by }));
}

export function enableMember(context: CommandContext, membership: Membership) {
  return manage(context, membership, "users:manage", (by) => ({ type: "EnableMember", by }));
}

export function removeMember(context: CommandContext, membership: Membership) {
  return manage(context, membership, "users:manage", (by) => ({ type: "RemoveMember", by }));
}

export function revokeInvite(context: CommandContext, membership: Membership) {
  return manage(context, membership, "users:manage", (by) => ({
    type: "RevokeInvite",
    by,
    at: context.at,
  }));
}

async function manage(
  context: CommandContext,
  membership: Membership,
  permission: Permission,
  command: (by: { readonly userId: string; readonly role: OrganizationRole }) => MemberCommand,
): Promise<CommandResult> {
  const { organizationId, userId } = membership;
  const target = memberTarget(organizationId, userId);
  const earlier = await earlierTry(context, target);
  // Changing one's own membership may end the right to do so.
  if (earlier && userId === context.caller.userId) return earlier;
  const ahead = readAhead(context, target, organizationId);
  const standing = await authorize(context, organizationId, permission);
  if (earlier) return earlier;
  const { actor, role } = standing;
  const by = { ...standing, ...ahead };
  return changeMember(context, by, membership, command({ userId: actor.userId, role }));
}

export async function resendInvite(
  context: CommandContext,
  { language, ...membership }: Membership & { readonly language?: string | undefined },
): Promise<CommandResult> {
  const { organizationId } = membership;
  const standing = await authorize(context, organizationId, "users:manage");
  const { actor, role } = standing;
  const rules = await inviteRules(context, organizationId);
  const sending = newSending(context, membership, context.ids.next(), rules, language);
  const by = { userId: actor.userId, role };
  const { languages } = rules;
  const command = { type: "ResendInvite", by, languages, sending, at: context.at } as const;
  return changeMember(context, standing, membership, command);
}

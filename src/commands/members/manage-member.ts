/** ChangeOrgRole, DisableMember, EnableMember, RemoveUser, RevokeInvite: one change of one membership. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import type { Permission } from "../../domain/rights.ts";
import type { OrganizationRole } from "../../domain/roles.ts";
import { earlierTry } from "../kit/change.ts";
import { memberTarget } from "../kit/targets.ts";
import { authorize } from "../kit/authorize.ts";
import { changeMember, type Membership } from "../kit/change-member.ts";
import type { Done, Run } from "../kit/context.ts";
import { inviteRules, newSending } from "./sending.ts";
import { visible } from "../kit/visible.ts";

export function changeOrgRole(
  run: Run,
  { userRole, ...of }: Membership & { readonly userRole: OrganizationRole },
): Promise<Done> {
  return manage(run, of, "users:change-role", (by) => ({
    type: "ChangeOrgRole",
    by,
    role: userRole,
  }));
}

export function disableMember(run: Run, of: Membership): Promise<Done> {
  return manage(run, of, "users:manage", (by) => ({ type: "DisableMember", by }));
}

export function enableMember(run: Run, of: Membership): Promise<Done> {
  return manage(run, of, "users:manage", (by) => ({ type: "EnableMember", by }));
}

export function removeMember(run: Run, of: Membership): Promise<Done> {
  return manage(run, of, "users:manage", (by) => ({ type: "RemoveMember", by }));
}

export function revokeInvite(run: Run, of: Membership): Promise<Done> {
  return manage(run, of, "users:manage", (by) => ({ type: "RevokeInvite", by, at: run.at }));
}

async function manage(
  run: Run,
  of: Membership,
  permission: Permission,
  command: (by: { readonly userId: string; readonly role: OrganizationRole }) => MemberCommand,
): Promise<Done> {
  const earlier = await earlierTry(run, memberTarget(of.organizationId, of.userId));
  if (earlier) return visible(run.services, earlier);
  const { actor, role } = await authorize(run.services, run.caller, of.organizationId, permission);
  const by = { userId: run.caller.userId, role };
  const { position } = await changeMember(run, actor, of, command(by), run.ifMatch);
  return visible(run.services, { position });
}

export async function resendInvite(
  run: Run,
  { language, ...of }: Membership & { readonly language?: string | undefined },
): Promise<Done> {
  const { actor, role } = await authorize(
    run.services,
    run.caller,
    of.organizationId,
    "users:manage",
  );
  const rules = await inviteRules(run, of.organizationId);
  const sending = newSending(run, of, run.ids.next(), rules, language);
  const by = { userId: run.caller.userId, role };
  const { position } = await changeMember(
    run,
    actor,
    of,
    { type: "ResendInvite", by, languages: rules.languages, sending, at: run.at },
    run.ifMatch,
  );
  return visible(run.services, { position });
}

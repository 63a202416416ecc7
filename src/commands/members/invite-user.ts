/** InviteUser: invites a person by their address, whether or not they are already a user. */
import type { MemberCommand, SolutionChange } from "../../domain/member/commands.ts";
import type { OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import { type Authority, authorize, type Standing, standingInSolutions } from "../kit/authorize.ts";
import { changeMember } from "../kit/change-member.ts";
import { dryRun, load, notBegun } from "../kit/change.ts";
import { type CommandContext, type CommandResult, withoutIfMatch } from "../kit/context.ts";
import { withSeat } from "./seats.ts";
import { type InviteRules, inviteRules, newSending } from "./sending.ts";
import { memberTarget } from "../kit/stream-targets.ts";
import { type Person, readAddressHolder, registerPerson } from "../users/register-person.ts";

export interface Invitee {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name?: string | undefined;
  readonly userRole?: OrganizationRole | undefined;
  readonly invite?:
    | { readonly language?: string | undefined; readonly disabled?: boolean | undefined }
    | undefined;
  readonly solutions?:
    | readonly { readonly solutionId: string; readonly userRole?: SolutionRole | undefined }[]
    | undefined;
}

/** What all invitations of a request share. */
export interface Inviting {
  readonly organizationId: string;
  readonly standing: Standing;
  readonly rules: InviteRules;
}

export async function inviteUser(
  context: CommandContext,
  { organizationId, ...invitee }: Invitee & { readonly organizationId: string },
): Promise<CommandResult & { readonly userId: string }> {
  const address = readAddressHolder(context, invitee.email);
  // Asked for everybody alike. A refused command never awaits it; its failure must not end the process.
  address.catch(() => undefined);
  const inviting = await prepareInviting(context, organizationId);
  return inviteOne(context, inviting, invitee, address);
}

/** @throws RejectedError if the caller may not invite */
export async function prepareInviting(context: CommandContext, organizationId: string) {
  const rules = inviteRules(context, organizationId);
  // Not awaited if the caller may not invite.
  rules.catch(() => undefined);
  const standing = await authorize(context, organizationId, "users:manage");
  return { organizationId, standing, rules: await rules };
}

/**
 * Invites one person; used for single invitations and batches.
 * @param found who holds the address, if that was asked already
 */
export async function inviteOne(
  context: CommandContext,
  inviting: Inviting,
  invitee: Invitee,
  found = readAddressHolder(context, invitee.email),
): Promise<CommandResult & { readonly userId: string }> {
  const { organizationId, standing, rules } = inviting;
  const checked = await dryRunInvite(context, inviting, invitee, found);
  const { expectedId, person, command, authority } = checked;
  const seat = { organizationId, userId: expectedId };
  return withSeat(context, seat, rules, async () => {
    const userId = await registerPerson(context, expectedId, person, authority, checked.address);
    const membership = { organizationId, userId };
    // Somebody else may have claimed the address meanwhile.
    const known = userId === expectedId ? checked.member : undefined;
    const { position } = await changeMember(
      withoutIfMatch(context),
      { actor: standing.actor, authority, known },
      membership,
      command(userId),
    );
    return { position, userId };
  });
}

/**
 * Checks all rules without writing. They are checked before the address is claimed, so that a refused
 * invitation leaves nothing behind.
 * @returns the user's id, the person, the command and the rights on which it acts, and the streams as read
 */
export async function dryRunInvite(
  context: CommandContext,
  { organizationId, standing, rules }: Inviting,
  invitee: Invitee,
  found = readAddressHolder(context, invitee.email),
) {
  const { email, firstName, lastName, name } = invitee;
  const sendingId = context.ids.next();
  const [{ changes, authority }, address] = await Promise.all([
    solutionChanges(context, standing, organizationId, invitee),
    found,
  ]);
  const person: Person = { email, firstName, lastName, ...(name === undefined ? {} : { name }) };
  const command = (userId: string): MemberCommand => ({
    type: "InviteUser",
    by: { userId: context.caller.userId, role: standing.role },
    role: invitee.userRole ?? "USER",
    person,
    languages: rules.languages,
    sending: invitee.invite?.disabled
      ? undefined
      : newSending(context, { organizationId, userId }, sendingId, rules, invitee.invite?.language),
    solutions: changes,
    atMost: context.services.limits.solutionsPerMember,
    at: context.at,
  });
  const { heldBy } = address.state;
  const expectedId = heldBy ?? context.ids.next();
  const target = memberTarget(organizationId, expectedId);
  const member = heldBy === undefined ? notBegun(target) : await load(context, target);
  await dryRun(context, target, command(expectedId), member);
  return { expectedId, person, command, authority, address, member };
}

async function solutionChanges(
  context: CommandContext,
  standing: Standing,
  organizationId: string,
  { solutions = [] }: Invitee,
): Promise<{ readonly changes: readonly SolutionChange[]; readonly authority: Authority }> {
  const { ranks, authority } = await standingInSolutions(
    context,
    standing,
    organizationId,
    solutions.map(({ solutionId }) => solutionId),
  );
  const changes = solutions.map(({ solutionId, userRole }) => ({
    solutionId,
    role: userRole ?? ("USER" as const),
    authority: ranks.get(solutionId),
  }));
  return { changes, authority };
}

/** InviteUser: a person by their address, whether or not they are known already. */
import type { MemberCommand, SolutionChange } from "../../domain/member/commands.ts";
import type { OrganizationRole, SolutionRole } from "../../domain/roles.ts";
import { authorize, type Standing, standingInSolutions } from "../kit/authorize.ts";
import { changeMember } from "../kit/change-member.ts";
import { rehearse } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { withSeat } from "./seats.ts";
import { type InviteRules, inviteRules, newSending } from "./sending.ts";
import { memberTarget } from "../kit/targets.ts";
import { visible } from "../kit/visible.ts";
import { holderOf, type Person, registerPerson } from "../users/register-person.ts";

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

/** What holds for every invitation of a request: who invites, and what the organization says of it. */
export interface Inviting {
  readonly organizationId: string;
  readonly standing: Standing;
  readonly rules: InviteRules;
}

export async function inviteUser(
  run: Run,
  { organizationId, ...invitee }: Invitee & { readonly organizationId: string },
): Promise<Done & { readonly userId: string }> {
  return inviteOne(run, await prepareInviting(run, organizationId), invitee);
}

/** @throws Refused where the caller may invite nobody */
export async function prepareInviting(run: Run, organizationId: string): Promise<Inviting> {
  const standing = await authorize(run.services, run.caller, organizationId, "users:manage");
  return { organizationId, standing, rules: await inviteRules(run, organizationId) };
}

/** Every invitation goes this way, alone or among many. Answers once it is visible. */
export async function inviteOne(
  run: Run,
  inviting: Inviting,
  invitee: Invitee,
): Promise<Done & { readonly userId: string }> {
  const { organizationId, standing, rules } = inviting;
  const { expectedId, person, command } = await rehearseInvite(run, inviting, invitee);
  const seat = { organizationId, userId: expectedId };
  return withSeat(run, seat, rules.settings.memberLimit, async () => {
    const userId = await registerPerson(run, expectedId, person);
    const of = { organizationId, userId };
    const { position } = await changeMember(run, standing.actor, of, command(userId));
    return visible(run.services, { position, userId });
  });
}

/**
 * Asks all rules and writes nothing: a refused invitation leaves nothing behind, so they are asked
 * before the address is claimed.
 * @returns who it would be, and the command for them
 */
export async function rehearseInvite(
  run: Run,
  { organizationId, standing, rules }: Inviting,
  invitee: Invitee,
) {
  const { email, firstName, lastName, name } = invitee;
  const sendingId = run.ids.next();
  const solutions = await solutionChanges(run, standing, organizationId, invitee.solutions);
  const person: Person = { email, firstName, lastName, ...(name === undefined ? {} : { name }) };
  const command = (userId: string): MemberCommand => ({
    type: "InviteUser",
    by: { userId: run.caller.userId, role: standing.role },
    role: invitee.userRole ?? "USER",
    person,
    languages: rules.languages,
    sending: invitee.invite?.disabled
      ? undefined
      : newSending(run, { organizationId, userId }, sendingId, rules, invitee.invite?.language),
    solutions,
    at: run.at,
  });
  const expectedId = (await holderOf(run, email)) ?? run.ids.next();
  await rehearse(run, memberTarget(organizationId, expectedId), command(expectedId));
  return { expectedId, person, command };
}

async function solutionChanges(
  run: Run,
  standing: Standing,
  organizationId: string,
  solutions: Invitee["solutions"] = [],
): Promise<SolutionChange[]> {
  const authority = await standingInSolutions(
    run,
    standing,
    organizationId,
    solutions.map(({ solutionId }) => solutionId),
  );
  return solutions.map(({ solutionId, userRole }) => ({
    solutionId,
    role: userRole ?? "USER",
    authority: authority.get(solutionId),
  }));
}

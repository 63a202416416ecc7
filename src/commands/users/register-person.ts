/** Finds or registers the user who holds an e-mail address. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import { actorOf, type Authority } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import { type CommandContext, withoutIfMatch } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { emailTarget, userTarget } from "../kit/stream-targets.ts";

export type Person = Extract<MemberCommand, { type: "InviteUser" }>["person"];

export async function holderOf(
  context: CommandContext,
  email: string,
): Promise<string | undefined> {
  return (await load(context, emailTarget(context.services.keys, email))).state.heldBy;
}

/**
 * The user who holds the address, or else a new user with `newId`. The address is claimed first: after
 * a crash before the registration, the next try completes it.
 * @param authority the rights of the person who registers somebody else
 */
export async function registerPerson(
  request: CommandContext,
  newId: string,
  person: Person,
  authority?: Authority,
): Promise<string> {
  const context = withoutIfMatch(request);
  const target = emailTarget(context.services.keys, person.email);
  const { heldBy } = (await load(context, target)).state;
  const userId = heldBy ?? newId;
  const actor = actorOf(context);
  if (heldBy === undefined) {
    try {
      await change(context, target, { command: { type: "ClaimEmail", userId }, actor, authority });
    } catch (error) {
      const isTakenByNow = error instanceof RejectedError && error.code === "email-taken";
      if (isTakenByNow) return registerPerson(context, newId, person, authority);
      throw error;
    }
  }
  const command = { type: "RegisterUser", person } as const;
  await change(context, userTarget(userId), { command, actor, authority });
  return userId;
}

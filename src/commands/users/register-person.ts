/** A person by their address: who holds it, or somebody new who is registered under it. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import { actorOf } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import { type CommandContext, withoutIfMatch } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { emailTarget, userTarget } from "../kit/stream-targets.ts";

export type Person = Extract<MemberCommand, { type: "InviteUser" }>["person"];

/** The user who holds the address. */
export async function holderOf(
  context: CommandContext,
  email: string,
): Promise<string | undefined> {
  return (await load(context, emailTarget(context.services.keys, email))).state.heldBy;
}

/**
 * The user who holds the address - or, where nobody does, a new one under `newId`. The address is
 * claimed first; a crash before the registration leaves a claim that the next try completes.
 */
export async function registerPerson(
  context: CommandContext,
  newId: string,
  person: Person,
): Promise<string> {
  const target = emailTarget(context.services.keys, person.email);
  const { heldBy } = (await load(context, target)).state;
  const userId = heldBy ?? newId;
  const actor = actorOf(context);
  const aside = withoutIfMatch(context);
  if (heldBy === undefined) {
    try {
      await change(aside, target, { command: { type: "ClaimEmail", userId }, actor });
    } catch (error) {
      const wasFaster = error instanceof RejectedError && error.code === "email-taken";
      if (wasFaster) return registerPerson(context, newId, person);
      throw error;
    }
  }
  await change(aside, userTarget(userId), { command: { type: "RegisterUser", person }, actor });
  return userId;
}

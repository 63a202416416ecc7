/** A person by their address: who holds it, or somebody new who is registered under it. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import { actorOf } from "../kit/authorize.ts";
import { change, load } from "../kit/change.ts";
import type { Run } from "../kit/context.ts";
import { Refused } from "../kit/refused.ts";
import { emailTarget, userTarget } from "../kit/targets.ts";

export type Person = Extract<MemberCommand, { type: "InviteUser" }>["person"];

/** The user who holds the address. */
export async function holderOf(run: Run, email: string): Promise<string | undefined> {
  return (await load(run, emailTarget(run.services.keys, email))).state.heldBy;
}

/**
 * The user who holds the address - or, where nobody does, a new one under `newId`. The address is
 * claimed first; a crash before the registration leaves a claim that the next try completes.
 */
export async function registerPerson(run: Run, newId: string, person: Person): Promise<string> {
  const target = emailTarget(run.services.keys, person.email);
  const { heldBy } = (await load(run, target)).state;
  const userId = heldBy ?? newId;
  const actor = actorOf(run.caller);
  if (heldBy === undefined) {
    try {
      await change(run, target, { command: { type: "ClaimEmail", userId }, actor });
    } catch (error) {
      const wasFaster = error instanceof Refused && error.code === "email-taken";
      if (wasFaster) return registerPerson(run, newId, person);
      throw error;
    }
  }
  await change(run, userTarget(userId), { command: { type: "RegisterUser", person }, actor });
  return userId;
}

/** Finds or registers the user who holds an e-mail address. */
import type { MemberCommand } from "../../domain/member/commands.ts";
import { actorOf, type Authority } from "../kit/authorize.ts";
import { change, load, notBegun } from "../kit/change.ts";
import { type CommandContext, withoutIfMatch } from "../kit/context.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { emailTarget, userTarget } from "../kit/stream-targets.ts";

export type Person = Extract<MemberCommand, { type: "InviteUser" }>["person"];

/** The address's stream: `state.heldBy` is the user who holds it. */
export function readAddressHolder(context: CommandContext, email: string) {
  return load(context, emailTarget(context.services.keys, email));
}

type AddressHolder = Awaited<ReturnType<typeof readAddressHolder>>;

/**
 * The user who holds the address, or else a new user with `newId`. The address is claimed first: after
 * a crash before the registration, the next try completes it.
 * @param authority the rights of the person who registers somebody else
 * @param known who holds the address, if it was read just before
 */
export async function registerPerson(
  request: CommandContext,
  newId: string,
  person: Person,
  authority?: Authority,
  known?: AddressHolder,
): Promise<string> {
  const context = withoutIfMatch(request);
  const address = known ?? (await readAddressHolder(context, person.email));
  const { heldBy } = address.state;
  const userId = heldBy ?? newId;
  const actor = actorOf(context);
  if (heldBy === undefined) {
    const target = emailTarget(context.services.keys, person.email);
    const command = { type: "ClaimEmail", userId } as const;
    try {
      await change(context, target, { command, actor, authority, known: address });
    } catch (error) {
      const isTakenByNow = error instanceof RejectedError && error.code === "email-taken";
      if (isTakenByNow) return registerPerson(context, newId, person, authority);
      throw error;
    }
  }
  const user = userTarget(userId);
  const command = { type: "RegisterUser", person } as const;
  const begun = heldBy === undefined ? notBegun(user) : undefined;
  await change(context, user, { command, actor, authority, known: begun });
  return userId;
}

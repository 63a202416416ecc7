/**
 * SignUp, SignIn and their proof: a code by e-mail. Whoever asks is answered alike - whether an address
 * is known is told to nobody but its holder.
 */
import {
  accessContacts,
  findUserByEmail,
  mayManageSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import { change } from "../kit/change.ts";
import type { Done, Run } from "../kit/context.ts";
import { foundOrganization } from "../organizations/create-organization.ts";
import { idsFromKey } from "../kit/ids.ts";
import { registerPerson } from "../users/register-person.ts";
import { managementRoleRequired, Refused } from "../kit/refused.ts";
import { logIn, type NewSession } from "./sessions.ts";
import { userTarget } from "../kit/targets.ts";
import { askForCode, type CodeDetails, giveBackCode, useCode } from "./codes.ts";
import { furthest, visible } from "../kit/visible.ts";

export interface SignUp {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly organizationName: string;
}

/** @throws Refused `sign-up-closed` where only invitations let people in */
export async function signUp(run: Run, { email, ...signUp }: SignUp): Promise<void> {
  requireOpenSignUp(run);
  await askForCode(run, { email, signUp });
}

export async function signIn(run: Run, { email }: { readonly email: string }): Promise<void> {
  await askForCode(run, { email });
}

/**
 * Ends a sign-in or a sign-up with the code that was mailed.
 * @throws Refused `unauthenticated` for a code that is not right; `management-role-required` to a
 * person who is only `USER` everywhere
 */
export async function verifySignIn(
  run: Run,
  given: { readonly email: string; readonly code: string },
): Promise<Done & NewSession & { readonly userId: string }> {
  const asked = await useCode(run, given);
  if (asked === undefined) throw wrongCode();
  // Ids that come of the code: what was cut off is gone on with, by whoever gives the code again.
  const ids = idsFromKey(`sign-in code ${asked.codeId}`, new Date(asked.askedAt));
  const own: Run = { ...run, ids };
  try {
    const entered = asked.signUp ? await enterNew(own, asked) : await enterKnown(own, asked);
    const session = await logIn(own, entered.userId, "CODE");
    const position = furthest(entered.position, session.position);
    return await visible(run.services, { ...session, ...entered, position });
  } catch (error) {
    const isDecided = error instanceof Refused && !passing.has(error.code);
    if (!isDecided) await giveBackCode(run, asked.codeId).catch(() => undefined);
    throw error;
  }
}

/** Refusals that say nothing of the code. */
const passing: ReadonlySet<string> = new Set(["unavailable", "not-yet-visible"]);

interface Entered extends Done {
  readonly userId: string;
}

async function enterKnown({ services }: Run, { email }: CodeDetails): Promise<Entered> {
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined) throw wrongCode();
  const { userId } = user;
  if (!(await mayManageSomewhere(services.pool, userId))) {
    const contacts = await accessContacts(services.pool, userId);
    const advice = contacts.length === 0 ? "" : `Ask ${contacts.join(" or ")} for access.`;
    throw managementRoleRequired(advice);
  }
  return { userId, position: 0n };
}

/** Who is known already founds one more organization: they have proved that the address is theirs. */
async function enterNew(run: Run, { email, signUp }: CodeDetails): Promise<Entered> {
  requireOpenSignUp(run);
  const { organizationName = "", firstName = "", lastName = "" } = signUp ?? {};
  const names = { firstName, lastName };
  const person = { email, ...names };
  const userId = await registerPerson(run, run.ids.next(), person);
  // Who was invited before chooses their names now.
  await change(run, userTarget(userId), {
    command: { type: "ChangeProfile", profile: names },
    actor: { userId, via: "SESSION" },
  });
  const founder: Run = { ...run, caller: { userId, via: "SESSION" } };
  const { position } = await foundOrganization(founder, userId, { name: organizationName });
  return { userId, position };
}

function requireOpenSignUp({ services }: Run): void {
  if (services.isSignUpOpen) return;
  throw new Refused("sign-up-closed", "Nobody can sign up here; ask for an invitation.");
}

function wrongCode(): Refused {
  return new Refused(
    "unauthenticated",
    "The code is not right, was used, or has expired; ask for a new one.",
  );
}

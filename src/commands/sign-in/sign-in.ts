/**
 * SignUp, SignIn and their verification by a code that is mailed. The answer to a request is always the
 * same, so that only the holder of an address learns whether it is known.
 */
import { accountScopes } from "../../domain/rights.ts";
import {
  accessContacts,
  findUserByEmail,
  mayManageSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import { change } from "../kit/change.ts";
import { type CommandContext, type CommandResult, withoutIfMatch } from "../kit/context.ts";
import { foundOrganization } from "../organizations/create-organization.ts";
import { idsFromKey } from "../kit/ids.ts";
import { registerPerson } from "../users/register-person.ts";
import { managementRoleRequired, RejectedError, setAside } from "../kit/rejected-error.ts";
import { signInUser, type NewSession } from "./sessions.ts";
import { userTarget } from "../kit/stream-targets.ts";
import { askForCode, type CodeDetails, giveBackCode, useCode } from "./codes.ts";
import { furthest, waitUntilShown } from "../kit/wait-until-visible.ts";

export interface SignUp {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly organizationName: string;
}

/** The network from which somebody asks for a code. */
interface Source {
  readonly source: string;
}

/** @throws RejectedError `sign-up-closed` if people can join only by invitation */
export async function signUp(
  context: CommandContext,
  { email, source, ...signUp }: SignUp & Source,
): Promise<void> {
  requireOpenSignUp(context);
  await askForCode(context, { email, signUp }, source);
}

export async function signIn(
  context: CommandContext,
  { email, source }: { readonly email: string } & Source,
): Promise<void> {
  await askForCode(context, { email }, source);
}

interface Given {
  readonly email: string;
  readonly code: string;
  /** For their own account, people sign in whatever their role. */
  readonly access: "management" | "account";
}

/**
 * Completes a sign-in or sign-up with the mailed code.
 * @throws RejectedError `unauthenticated` for a wrong code; `management-role-required` if the person's role
 * is `USER` everywhere. Then the code stays valid for a sign-in to their account.
 */
export async function verifySignIn(
  context: CommandContext,
  given: Given,
): Promise<CommandResult & NewSession & { readonly userId: string }> {
  const asked = await useCode(context, given);
  if (asked === undefined) throw wrongCode();
  // The ids derive from the code, so entering it again continues an interrupted sign-up.
  const ids = idsFromKey(`sign-in code ${asked.codeId}`, new Date(asked.askedAt));
  const own = { ...withoutIfMatch(context), ids };
  try {
    const entered = asked.signUp
      ? await enterNew(own, asked)
      : await enterKnown(own, asked, given.access);
    const scopes = given.access === "account" ? accountScopes : undefined;
    const method = asked.wasMailed ? "CODE" : "BOOTSTRAP";
    const session = await signInUser(own, entered.userId, method, { scopes });
    const position = furthest(entered.position, session.position);
    // Waits here, because the code must be given back if the result does not become visible.
    await waitUntilShown(context.services.directory, position);
    return { ...session, ...entered, position };
  } catch (error) {
    const isFinal =
      error instanceof RejectedError &&
      !error.isTransient &&
      error.code !== "management-role-required";
    if (!isFinal) await giveBackCode(context, asked.codeId).catch(() => undefined);
    throw error;
  }
}

interface Entered extends CommandResult {
  readonly userId: string;
}

async function enterKnown(
  { services }: CommandContext,
  { email }: CodeDetails,
  access: Given["access"],
): Promise<Entered> {
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined) throw wrongCode();
  const { userId } = user;
  if (user.isSetAside) throw setAside("person");
  if (access === "management" && !(await mayManageSomewhere(services.pool, userId))) {
    const contacts = await accessContacts(services.pool, userId);
    const ask = contacts.length === 0 ? "" : `Ask ${contacts.join(" or ")} for access. `;
    throw managementRoleRequired(
      `${ask}Your own account opens with the same code and \`"access": "account"\`.`,
    );
  }
  return { userId, position: 0n };
}

/** A known person creates one more organization: the code proves that the address is theirs. */
async function enterNew(context: CommandContext, { email, signUp }: CodeDetails): Promise<Entered> {
  requireOpenSignUp(context);
  const { organizationName = "", firstName = "", lastName = "" } = signUp ?? {};
  const names = { firstName, lastName };
  const person = { email, ...names };
  const userId = await registerPerson(context, context.ids.next(), person);
  // A person who was invited before replaces the names that the inviter wrote.
  const founder: CommandContext = { ...context, caller: { userId, via: "SESSION" } };
  await change(founder, userTarget(userId), {
    command: { type: "ChangeProfile", profile: names },
    actor: { userId, via: "SESSION" },
  });
  const { position } = await foundOrganization(founder, userId, { name: organizationName });
  return { userId, position };
}

function requireOpenSignUp({ services }: CommandContext): void {
  if (services.isSignUpOpen) return;
  throw new RejectedError("sign-up-closed", "Sign-up is closed. Ask for an invitation.");
}

function wrongCode(): RejectedError {
  return new RejectedError(
    "unauthenticated",
    "The code is wrong, was used, or has expired. Ask for a new one.",
  );
}

/**
 * Signing in by the identity provider (docs/decisions/0030-identity-provider-in-the-browser.md). What is
 * begun is kept by the browser alone, sealed; that it came back is a row, so that it is completed once.
 */
import { createSecretKey } from "node:crypto";
import { z } from "zod";
import { accountScopes } from "../../domain/rights.ts";
import { addMinutes } from "../../domain/time.ts";
import { seal, unseal } from "../../eventstore/sealing.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";
import { type IdentityProvider, IdentityRefused } from "../../platform/oidc/identity-provider.ts";
import { IssuerUnavailable } from "../../platform/oidc/provider-requests.ts";
import {
  findUserByEmail,
  mayManageSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import type { CommandContext, CommandResult } from "../kit/context.ts";
import { RejectedError, setAside } from "../kit/rejected-error.ts";
import { digestOf } from "../kit/secrets.ts";
import { providerUnavailable } from "./authenticate.ts";
import { type NewSession, signInUser } from "./sessions.ts";

/** How long a person may take at the provider. */
export const identitySignInMinutes = 10;

/** A sign-in that was begun, as the browser keeps it. */
const begun = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.string(),
});
type Begun = z.output<typeof begun>;

/**
 * @returns the provider's address, and what the browser must keep meanwhile
 * @throws RejectedError `unavailable`
 */
export async function beginIdentitySignIn(
  { services, at }: Pick<CommandContext, "services" | "at">,
  provider: IdentityProvider,
  { redirectUri, returnTo }: { readonly redirectUri: string; readonly returnTo: string },
): Promise<{ readonly url: string; readonly kept: string }> {
  const { url, ...secrets } = await provider.begin(redirectUri).catch(refuse);
  const expiresAt = addMinutes(at, identitySignInMinutes);
  const box: Begun = { ...secrets, returnTo, expiresAt };
  const plain = Buffer.from(JSON.stringify(box));
  return { url, kept: seal(keyIn(services.keys), sealingContext, plain) };
}

/**
 * Opens a session for the person whose address the provider has verified: for management, or for their own
 * account if their role opens no management.
 * @param given.kept what the browser kept
 * @param given.callback the address at which it came back
 * @throws RejectedError `sign-in-expired`, `identity-provider-refused`, `email-not-verified`,
 * `person-unknown`, `set-aside`, `unavailable`
 */
export async function completeIdentitySignIn(
  context: CommandContext,
  provider: IdentityProvider,
  { kept, callback }: { readonly kept: string | undefined; readonly callback: URL },
): Promise<CommandResult & NewSession & { readonly returnTo: string }> {
  const { services } = context;
  const { returnTo, expiresAt, ...secrets } = opened(services.keys, kept);
  const isSame = callback.searchParams.get("state") === secrets.state;
  if (!isSame || expiresAt <= context.at) throw expired();
  await useOnce(context, secrets.state, expiresAt);
  const email = await provider.finish(callback, secrets).catch(refuse);
  if (email === undefined) {
    const detail = "The identity provider has not verified your e-mail address. Verify it there.";
    throw new RejectedError("email-not-verified", detail);
  }
  const user = await findUserByEmail(services.pool, email);
  if (user === undefined) {
    const detail = "Nobody here has the e-mail address that the identity provider tells.";
    throw new RejectedError("person-unknown", `${detail} Ask for an invitation.`);
  }
  if (user.isSetAside) throw setAside("person");
  const isManager = await mayManageSomewhere(services.pool, user.userId);
  const scopes = isManager ? undefined : accountScopes;
  const session = await signInUser(context, user.userId, "IDENTITY_PROVIDER", { scopes });
  return { ...session, returnTo };
}

function opened(keys: ServiceKeys, kept = ""): Begun {
  try {
    return begun.parse(JSON.parse(unseal(keyIn(keys), sealingContext, kept).toString()));
  } catch {
    throw expired();
  }
}

/** On all instances together. */
async function useOnce({ services }: CommandContext, state: string, expiresAt: string) {
  const { rowCount } = await services.pool.query(
    "insert into used_sign_in_states (digest, expires_at) values ($1, $2) on conflict do nothing",
    [digestOf(state), expiresAt],
  );
  if (rowCount !== 1) throw expired();
}

/** @throws what the provider's failure means for the person */
function refuse(error: unknown): never {
  if (error instanceof IssuerUnavailable) throw providerUnavailable(error);
  if (!(error instanceof IdentityRefused)) throw error;
  const detail = "The identity provider did not sign you in. Try again.";
  throw new RejectedError("identity-provider-refused", detail);
}

function expired(): RejectedError {
  const detail = "This sign-in has expired, was completed, or began in another browser.";
  return new RejectedError("sign-in-expired", `${detail} Begin again.`);
}

const sealingContext = "identity-sign-in";

const keyIn = (keys: ServiceKeys) => createSecretKey(keys.identitySignIns);

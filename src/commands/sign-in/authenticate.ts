/** Authenticates credentials, and checks which of many are valid, which does not count as using them. */
import { tokenStatus } from "../../domain/token/decider.ts";
import type { AccessTokens } from "../../platform/oidc/access-tokens.ts";
import type { IdentityProvider } from "../../platform/oidc/identity-provider.ts";
import { IssuerUnavailable } from "../../platform/oidc/provider-requests.ts";
import {
  findToken,
  findUserByEmail,
  mayManageSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import { findTokenLives } from "../../projections/directory/queries/viewers.ts";
import type { Caller, Services } from "../kit/context.ts";
import { managementRoleRequired, RejectedError, setAside } from "../kit/rejected-error.ts";
import { digestOf, isWellFormed } from "../kit/secrets.ts";
import { findSession, livingSessions } from "./sessions.ts";
import type { TokenUses } from "../tokens/token-uses.ts";

export type Authentication = Services & {
  readonly tokenUses: TokenUses;
  /** Access tokens of the identity provider, if one is configured. */
  readonly accessTokens?: AccessTokens | undefined;
  /** Signs people in, if one is configured with a client id. */
  readonly identityProvider?: IdentityProvider | undefined;
};

/**
 * @param isBackground does not count as a use of the session
 * @throws RejectedError `unauthenticated`; for tokens `token-expired`, `token-lease-lapsed`; for access
 * tokens of the identity provider `management-role-required`, `unavailable`; `set-aside` if the directory
 * may not know what the person may do
 */
export async function authenticate(
  services: Authentication,
  bearer: string,
  isBackground = false,
): Promise<Caller> {
  if (isWellFormed("token", bearer)) return authenticateToken(services, digestOf(bearer));
  if (isWellFormed("session", bearer)) {
    const session = await findSession(services, digestOf(bearer), isBackground);
    if (session) return session;
  }
  if (services.accessTokens !== undefined && isJwt(bearer)) {
    return authenticateAccessToken(services, services.accessTokens, bearer);
  }
  throw unauthenticated();
}

async function authenticateToken(services: Authentication, digest: string): Promise<Caller> {
  const token = await findToken(services.pool, digest);
  if (token === undefined) throw unauthenticated();
  if (token.isSetAside) throw setAside("person");
  const { tokenId, userId, scopes, organizationId, issuedAt, issuedPosition } = token;
  const now = services.clock().toISOString();
  const leaseExpiresAt = services.tokenUses.lease(token);
  switch (tokenStatus({ ...token, leaseExpiresAt }, now)) {
    case "DELETED":
      throw unauthenticated();
    case "EXPIRED":
      throw new RejectedError("token-expired", "The token has expired. Create a new one.");
    case "LEASE_LAPSED":
      throw new RejectedError(
        "token-lease-lapsed",
        "The token was not used for two weeks. Its owner can extend it.",
      );
    case "ACTIVE":
  }
  await services.tokenUses.note(token, now).catch((error: unknown) => {
    // Another instance has just deleted the token.
    throw error instanceof RejectedError && error.code === "token-deleted"
      ? unauthenticated()
      : error;
  });
  return { userId, via: "TOKEN", tokenId, scopes, organizationId, issuedAt, issuedPosition };
}

const isJwt = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer);

/** A token of the identity provider says who the caller is, not what they may do. */
async function authenticateAccessToken(
  { pool }: Authentication,
  accessTokens: AccessTokens,
  jwt: string,
): Promise<Caller> {
  const bearer = await accessTokens.bearerOf(jwt).catch((error: unknown) => {
    throw error instanceof IssuerUnavailable ? providerUnavailable(error) : error;
  });
  const user = bearer && (await findUserByEmail(pool, bearer.email));
  if (bearer === undefined || user === undefined) throw unauthenticated();
  if (user.isSetAside) throw setAside("person");
  if (!(await mayManageSomewhere(pool, user.userId))) throw managementRoleRequired();
  const { issuedAt, endsAt } = bearer;
  return { userId: user.userId, via: "SESSION", issuedAt, endsAt };
}

export function providerUnavailable({ retryAt }: IssuerUnavailable): RejectedError {
  const detail = "The identity provider cannot be reached. Try again.";
  return new RejectedError("unavailable", detail, { retryAt });
}

function unauthenticated(): RejectedError {
  return new RejectedError(
    "unauthenticated",
    "Sign in, or send a valid token as a bearer credential.",
  );
}

/**
 * The callers whose credential is valid: it exists and is neither idle, lapsed nor expired. Each is given as
 * it is now: a session that is not used becomes idle.
 */
export async function livingCredentials(services: Authentication, callers: readonly Caller[]) {
  const { pool, clock, tokenUses } = services;
  const sessionIds = callers.flatMap(({ sessionId }) => sessionId ?? []);
  const tokenIds = callers.flatMap(({ tokenId }) => tokenId ?? []);
  const [sessions, tokens] = await Promise.all([
    sessionIds.length === 0 ? new Map<string, number>() : livingSessions(services, sessionIds),
    tokenIds.length === 0 ? [] : findTokenLives(pool, tokenIds),
  ]);
  const now = clock().toISOString();
  const active = new Set(
    tokens
      .filter((token) => {
        const leaseExpiresAt = tokenUses.lease(token);
        return tokenStatus({ ...token, leaseExpiresAt }, now) === "ACTIVE";
      })
      .map(({ tokenId }) => tokenId),
  );
  const living = new Map<Caller, Caller>();
  for (const caller of callers) {
    const { sessionId = "", tokenId = "", endsAt = "" } = caller;
    const idleSeconds = sessions.get(sessionId);
    if (idleSeconds !== undefined) living.set(caller, { ...caller, idleSeconds });
    else if (active.has(tokenId) || endsAt > now) living.set(caller, caller);
  }
  return living;
}

/** Credentials: using one gives a `Caller`; checking which of many are in force does not count as using them. */
import { tokenStatus } from "../../domain/token/decider.ts";
import type { AccessTokens } from "../../platform/oidc/access-tokens.ts";
import { IssuerUnavailable } from "../../platform/oidc/issuer.ts";
import {
  findToken,
  findUserByEmail,
  mayManageSomewhere,
} from "../../projections/directory/queries/authorization.ts";
import { findTokenLives } from "../../projections/directory/queries/viewers.ts";
import type { Caller, Services } from "../kit/context.ts";
import { managementRoleRequired, RejectedError } from "../kit/rejected-error.ts";
import { digestOf, isWellFormed } from "../kit/secrets.ts";
import { findSession, livingSessions } from "./sessions.ts";
import type { TokenUses } from "../tokens/token-uses.ts";

export type Authentication = Services & {
  readonly tokenUses: TokenUses;
  /** Of the identity provider, where one is configured. */
  readonly accessTokens?: AccessTokens | undefined;
};

/** @throws RejectedError `unauthenticated`; to the holder of a token also `token-expired`, `token-lease-lapsed`. */
export async function authenticate(services: Authentication, bearer: string): Promise<Caller> {
  if (isWellFormed("token", bearer)) return authenticateToken(services, digestOf(bearer));
  if (isWellFormed("session", bearer)) {
    const session = await findSession(services, digestOf(bearer));
    if (session) return session;
  }
  if (services.accessTokens !== undefined && isJwt(bearer)) {
    return authenticateElsewhere(services, services.accessTokens, bearer);
  }
  throw unauthenticated();
}

async function authenticateToken(services: Authentication, digest: string): Promise<Caller> {
  const token = await findToken(services.pool, digest);
  if (token === undefined) throw unauthenticated();
  const { tokenId, userId, scopes, organizationId } = token;
  const now = services.clock().toISOString();
  const known = services.tokenUses.lease(token);
  switch (tokenStatus({ ...token, leaseExpiresAt: known }, now)) {
    case "DELETED":
      throw unauthenticated();
    case "EXPIRED":
      throw new RejectedError("token-expired", "The token has expired; make a new one.");
    case "LEASE_LAPSED":
      throw new RejectedError(
        "token-lease-lapsed",
        "The token was not used for two weeks; its owner can extend it.",
      );
    case "ACTIVE":
  }
  await services.tokenUses.note(token, now).catch((error: unknown) => {
    // Deleted a moment ago, on another instance.
    throw error instanceof RejectedError && error.code === "token-deleted"
      ? unauthenticated()
      : error;
  });
  return { userId, via: "TOKEN", tokenId, scopes, organizationId };
}

const isJwt = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer);

/** By the identity provider. The token says who it is, and nothing of what they may do. */
async function authenticateElsewhere(
  { pool }: Authentication,
  accessTokens: AccessTokens,
  jwt: string,
): Promise<Caller> {
  const bearer = await accessTokens.bearerOf(jwt).catch((error: unknown) => {
    throw error instanceof IssuerUnavailable ? withoutIssuer(error) : error;
  });
  const user = bearer && (await findUserByEmail(pool, bearer.email));
  if (bearer === undefined || user === undefined) throw unauthenticated();
  if (!(await mayManageSomewhere(pool, user.userId))) throw managementRoleRequired();
  return { userId: user.userId, via: "SESSION", endsAt: bearer.endsAt };
}

function withoutIssuer({ retryAt }: IssuerUnavailable): RejectedError {
  const detail = "The identity provider cannot be reached now; try again.";
  return new RejectedError("unavailable", detail, { retryAt });
}

function unauthenticated(): RejectedError {
  return new RejectedError(
    "unauthenticated",
    "Sign in, or send a valid token as a bearer credential.",
  );
}

/** The callers whose credential is in force: known, and neither ended nor idle, lapsed or expired. */
export async function livingCredentials(
  services: Authentication,
  callers: readonly Caller[],
): Promise<ReadonlySet<Caller>> {
  const { pool, clock, tokenUses } = services;
  const sessionIds = callers.flatMap(({ sessionId }) => sessionId ?? []);
  const tokenIds = callers.flatMap(({ tokenId }) => tokenId ?? []);
  const [sessions, tokens] = await Promise.all([
    sessionIds.length === 0 ? new Set<string>() : livingSessions(services, sessionIds),
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
  return new Set(
    callers.filter(
      ({ sessionId = "", tokenId = "", endsAt = "" }) =>
        sessions.has(sessionId) || active.has(tokenId) || endsAt > now,
    ),
  );
}

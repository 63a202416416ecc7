/** Who calls: a bearer credential - personal access token or session - becomes a `Caller`. */
import { tokenStatus } from "../domain/token/decider.ts";
import {
  findToken,
  findUserByEmail,
  mayManageSomewhere,
} from "../projections/directory/queries/authorization.ts";
import type { Caller, Services } from "./context.ts";
import { looksLikeJwt, type Oidc } from "./oidc.ts";
import { managementRoleRequired, Refused } from "./refused.ts";
import { digestOf, isWellFormed } from "./secrets.ts";
import { findSession } from "./sessions.ts";
import type { TokenUses } from "./token-uses.ts";

export type Authentication = Services & {
  readonly tokenUses: TokenUses;
  /** Left out where no identity provider is configured. */
  readonly oidc?: Oidc | undefined;
};

/** @throws Refused `unauthenticated`; to the holder of a token also `token-expired`, `token-lease-lapsed`. */
export async function authenticate(services: Authentication, bearer: string): Promise<Caller> {
  if (isWellFormed("token", bearer)) return authenticateToken(services, digestOf(bearer));
  if (isWellFormed("session", bearer)) {
    const session = await findSession(services, digestOf(bearer));
    if (session) return session;
  }
  if (services.oidc !== undefined && looksLikeJwt(bearer)) {
    return authenticateOidc(services, services.oidc, bearer);
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
      throw new Refused("token-expired", "The token has expired; make a new one.");
    case "LEASE_LAPSED":
      throw new Refused(
        "token-lease-lapsed",
        "The token was not used for two weeks; its owner can extend it.",
      );
    case "ACTIVE":
  }
  await services.tokenUses.note(token, now).catch((error: unknown) => {
    // Deleted a moment ago, on another instance.
    throw error instanceof Refused && error.code === "token-deleted" ? unauthenticated() : error;
  });
  return { userId, via: "TOKEN", tokenId, scopes, organizationId };
}

/** Signed in at their identity provider: with all rights of a session, but without one of ours. */
async function authenticateOidc(
  { pool }: Authentication,
  oidc: Oidc,
  bearer: string,
): Promise<Caller> {
  const identity = await oidc.verify(bearer);
  const user = identity && (await findUserByEmail(pool, identity.email));
  if (identity === undefined || user === undefined) throw unauthenticated();
  if (!(await mayManageSomewhere(pool, user.userId))) throw managementRoleRequired();
  return { userId: user.userId, via: "SESSION", endsAt: identity.expiresAt };
}

function unauthenticated(): Refused {
  return new Refused("unauthenticated", "Sign in, or send a valid token as a bearer credential.");
}

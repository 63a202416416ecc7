/**
 * OIDC access tokens (RFC 9068 in spirit): signed by the configured issuer, for us, about a person whose
 * address the issuer has verified. They say who somebody is and nothing else: roles are ours.
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { isSecureOrLocal } from "../secure-address.ts";
import { Refused } from "./refused.ts";

export interface OidcSettings {
  /** Compared letter by letter, a slash at the end included. */
  readonly issuer: string;
  readonly audience: string;
}

/** What a good token says. */
export interface OidcIdentity {
  /** Verified by the issuer. */
  readonly email: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export interface Oidc {
  /**
   * @returns undefined where the token is not good
   * @throws Refused `unavailable` where the issuer cannot be asked for its keys: the token may be good
   */
  verify(token: string): Promise<OidcIdentity | undefined>;
}

/** Asymmetric ones only: nobody who can check a token can make one. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
const timeoutMilliseconds = 5_000;
/** An unknown key is asked for at most so often, whatever tokens come in. */
const cooldownMilliseconds = 30_000;
const toleranceSeconds = 5;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  email: z.email(),
  email_verified: z.literal(true),
});

/** Three parts of base64url: it cannot be a secret of ours, which have none. */
export function looksLikeJwt(credential: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential);
}

export function createOidc({ issuer, audience }: OidcSettings, clock: () => Date): Oidc {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  return {
    async verify(token) {
      // Asked once; where that failed, at the next token again.
      keys ??= discover(issuer).catch((error: unknown) => {
        keys = undefined;
        throw error;
      });
      try {
        const { payload } = await jwtVerify(token, await keys, {
          issuer,
          audience,
          algorithms,
          requiredClaims: ["exp", "sub"],
          currentDate: clock(),
          clockTolerance: toleranceSeconds,
        });
        return identityIn(payload);
      } catch (error) {
        if (isAboutToken(error)) return undefined;
        throw new Refused("unavailable", "The identity provider cannot be reached now; try again.");
      }
    },
  };
}

async function discover(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(address, {
    signal: AbortSignal.timeout(timeoutMilliseconds),
    redirect: "error",
  });
  if (!response.ok) throw new Error(`the identity provider answered ${response.status}`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error("the identity provider says it is another issuer");
  if (!isSecureOrLocal(found.jwks_uri)) throw new Error("the issuer's keys are not under https");
  return createRemoteJWKSet(new URL(found.jwks_uri), {
    timeoutDuration: timeoutMilliseconds,
    cooldownDuration: cooldownMilliseconds,
  });
}

function identityIn(payload: JWTPayload): OidcIdentity | undefined {
  const { data } = claims.safeParse(payload);
  return data && { email: data.email, expiresAt: new Date(data.exp * 1000).toISOString() };
}

/** The rest - no answer, an answer that is none - is about the issuer. */
function isAboutToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  return error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
}

/**
 * Access tokens of the identity provider (OpenID Connect): is one genuine, meant for this service and
 * in force, and which verified address does it speak for? Nothing else of it is believed: rights never
 * come from a token.
 */
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Logger } from "pino";
import { email } from "../../domain/primitives.ts";
import { createIssuerKeys } from "./issuer.ts";

/** Signatures by a private key that only the issuer has: never `none`, never a shared secret. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
/** What an access token may call itself (RFC 9068); tokens for other ends say so, and are refused. */
const types: ReadonlySet<unknown> = new Set([undefined, "jwt", "at+jwt", "application/at+jwt"]);
/** How far the issuer's clock may be off. */
const toleranceSeconds = 10;

/** For whom a valid token speaks, and until when. */
export interface Bearer {
  /** Verified by the issuer. */
  readonly email: string;
  /** RFC 3339. */
  readonly endsAt: string;
}

export interface AccessTokens {
  /**
   * Whom a valid token speaks for; undefined where it is not valid.
   * @throws IssuerUnavailable where the issuer's keys cannot be had now.
   */
  bearerOf(jwt: string): Promise<Bearer | undefined>;
}

export function createAccessTokens({
  issuer,
  audience,
  clock,
  log,
}: {
  /** As the tokens have it, to the letter. */
  readonly issuer: string;
  readonly audience: string;
  readonly clock: () => Date;
  readonly log: Logger;
}): AccessTokens {
  const issuerKeys = createIssuerKeys(issuer, { clock, log });
  return {
    async bearerOf(jwt) {
      try {
        // Another issuer's token is no reason to ask ours.
        if (decodeJwt(jwt).iss !== issuer) return undefined;
        const { payload, protectedHeader } = await jwtVerify(jwt, await issuerKeys(), {
          algorithms,
          issuer,
          audience,
          requiredClaims: ["exp", "sub"],
          currentDate: clock(),
          clockTolerance: toleranceSeconds,
        });
        return types.has(protectedHeader.typ?.toLowerCase()) ? bearerIn(payload) : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

function bearerIn({
  sub,
  exp = 0,
  email: claimed,
  email_verified: isVerified,
}: JWTPayload): Bearer | undefined {
  if (typeof sub !== "string" || sub === "" || isVerified !== true) return undefined;
  const { data } = email.safeParse(claimed);
  return data === undefined
    ? undefined
    : { email: data, endsAt: new Date(exp * 1000).toISOString() };
}

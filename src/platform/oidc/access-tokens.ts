/**
 * Verifies access tokens of the identity provider (OpenID Connect): signature, audience, time and purpose. Only the
 * verified address is taken from a token; rights never are.
 */
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Logger } from "pino";
import { email } from "../../domain/primitives.ts";
import { createIssuerKeys } from "./issuer.ts";
import { isAccessToken } from "./token-purpose.ts";

/** Only signatures with the issuer's private key: never `none`, never a shared secret. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
/** The end of the year 9999, in seconds: later instants have no RFC 3339 form. */
const lastSecond = 253_402_300_799;
/** How far the issuer's clock may be off. */
const toleranceSeconds = 10;

/** The person whom a valid token identifies. */
export interface Bearer {
  /** Verified by the issuer. */
  readonly email: string;
  /** When it was issued, in RFC 3339; undefined if it does not say. */
  readonly issuedAt: string | undefined;
  /** When the token expires, in RFC 3339. */
  readonly endsAt: string;
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;

export function createAccessTokens({
  issuer,
  audience,
  clock,
  log,
}: {
  /** Exactly as in the tokens. */
  readonly issuer: string;
  readonly audience: string;
  readonly clock: () => Date;
  readonly log: Logger;
}) {
  const issuerKeys = createIssuerKeys(issuer, { clock, log });
  return {
    /**
     * The bearer of a valid token; undefined if it is not valid.
     * @throws IssuerUnavailable if the issuer's keys cannot be fetched now
     */
    async bearerOf(jwt: string): Promise<Bearer | undefined> {
      try {
        // Another issuer's token must not cause a request to this one.
        if (decodeJwt(jwt).iss !== issuer) return undefined;
        const { payload, protectedHeader } = await jwtVerify(jwt, await issuerKeys(), {
          algorithms,
          issuer,
          audience,
          requiredClaims: ["exp", "sub"],
          currentDate: clock(),
          clockTolerance: toleranceSeconds,
        });
        return isAccessToken(protectedHeader.typ, payload) ? bearerIn(payload) : undefined;
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
  iat,
  email: claimed,
  email_verified: isVerified,
}: JWTPayload): Bearer | undefined {
  if (typeof sub !== "string" || sub === "" || isVerified !== true) return undefined;
  if (exp > lastSecond) return undefined;
  const { data } = email.safeParse(claimed);
  return data === undefined
    ? undefined
    : {
        email: data,
        issuedAt: iat !== undefined && iat <= exp ? new Date(iat * 1000).toISOString() : undefined,
        endsAt: new Date(exp * 1000).toISOString(),
      };
}

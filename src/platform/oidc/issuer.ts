/**
 * Fetches the identity provider's configuration, once, and its signing keys. Requests contain nothing about
 * any person.
 */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import type { Logger } from "pino";
import { z } from "zod";
import { isLoopback } from "../config.ts";
import { boundedFetch, createPause } from "./provider-requests.ts";

/** The longest time that a key stays trusted after the provider stops publishing it. */
const keysMaxAgeMilliseconds = 600_000;
/** The least time between look-ups of unknown keys: anybody can send a token that names one. */
const cooldownMilliseconds = 30_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

/** Returns a function that gives the issuer's signing keys or throws IssuerUnavailable. */
export function createIssuerKeys(
  issuer: string,
  { clock, log }: { readonly clock: () => Date; readonly log: Logger },
): () => Promise<JWTVerifyGetKey> {
  const configuration = z.object({
    issuer: z.literal(issuer),
    jwks_uri: z
      .url({ protocol: /^https?$/, abort: true })
      .refine((url) => isSafeAddress(url, issuer), "must be https"),
  });
  const unlessPaused = createPause({ clock, log });
  let keys: Promise<JWTVerifyGetKey> | undefined;

  const request = <T>(url: string, schema: z.ZodType<T>): Promise<T> =>
    unlessPaused(url, async () => schema.parse(await fetchJson(url)));

  async function discover(): Promise<JWTVerifyGetKey> {
    // OpenID Connect Discovery 1.0, section 4: drop the slash at the issuer's end.
    const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const { jwks_uri: url } = await request(address, configuration);
    return createRemoteJWKSet(new URL(url), {
      cacheMaxAge: keysMaxAgeMilliseconds,
      cooldownDuration: cooldownMilliseconds,
      [customFetch]: async (address) => Response.json(await request(address, keySet)),
    });
  }

  let askedAt = 0;
  return async () => {
    // The key set goes by the clock. If that is set back, it would trust old keys and look up no new ones for too long.
    if (Date.now() < askedAt) keys = undefined;
    askedAt = Date.now();
    const known = (keys ??= discover());
    try {
      return await known;
    } catch (error) {
      if (keys === known) keys = undefined;
      throw error;
    }
  };
}

/** The provider's addresses need TLS, unless both they and the issuer are on this machine. */
export function isSafeAddress(url: string, issuer: string): boolean {
  return new URL(url).protocol === "https:" || (isLoopback(url) && isLoopback(issuer));
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await boundedFetch(url, { headers: { accept: "application/json" } });
  if (response.status !== 200) throw new Error(`answered ${response.status} instead of 200`);
  return response.json();
}

/**
 * Fetches the identity provider's configuration, once, and its signing keys. Requests contain nothing about
 * any person. After a failure there is no request for some seconds.
 */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import type { Logger } from "pino";
import { z } from "zod";
import { isLoopback } from "../config.ts";

const timeoutMilliseconds = 5000;
const pauseMilliseconds = 5000;
/** The longest time that a key stays trusted after the provider stops publishing it. */
const keysMaxAgeMilliseconds = 600_000;
/** The least time between look-ups of unknown keys: anybody can send a token that names one. */
const cooldownMilliseconds = 30_000;
const maxBytes = 1_048_576;

/** The provider gives no usable answer, so its tokens cannot be verified now. */
export class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
  /** When the next request may be sent, in RFC 3339. */
  readonly retryAt: string;

  constructor(retryAt: Date) {
    super(`no usable answer from the identity provider; next try at ${retryAt.toISOString()}`);
    this.retryAt = retryAt.toISOString();
  }
}

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
      .refine((url) => mayServeKeys(url, issuer), "must be https"),
  });
  let retryAt = new Date(0);
  let keys: Promise<JWTVerifyGetKey> | undefined;

  async function request<T>(url: string, schema: z.ZodType<T>): Promise<T> {
    if (clock() < retryAt) throw new IssuerUnavailable(retryAt);
    try {
      return schema.parse(await fetchJson(url));
    } catch (error) {
      log.warn({ err: error, url }, "the identity provider gave no usable answer");
      retryAt = new Date(clock().getTime() + pauseMilliseconds);
      throw new IssuerUnavailable(retryAt);
    }
  }

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

  return async () => {
    const known = (keys ??= discover());
    try {
      return await known;
    } catch (error) {
      if (keys === known) keys = undefined;
      throw error;
    }
  };
}

/** Keys need TLS, unless both they and the issuer are on this machine. */
function mayServeKeys(url: string, issuer: string): boolean {
  return new URL(url).protocol === "https:" || (isLoopback(url) && isLoopback(issuer));
}

/** GETs JSON without following redirects, in bounded time and size. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status} instead of 200`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`answered with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/**
 * What is asked of the identity provider: its configuration, once, and its signing keys. It is sent
 * nothing about anybody. After a failure it is left in peace for some seconds, whoever asks.
 */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import type { Logger } from "pino";
import { z } from "zod";
import { isLoopback } from "../config.ts";

const timeoutMilliseconds = 5000;
const pauseMilliseconds = 5000;
/** Keys that the provider no longer publishes are trusted for at most so long. */
const keysMaxAgeMilliseconds = 600_000;
/** A key that is not known is looked for at most this often: anybody can name one. */
const cooldownMilliseconds = 30_000;
const maxBytes = 1_048_576;

/** The provider does not answer, or not with what it should: nothing can be said of its tokens now. */
export class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
  /** RFC 3339: when it is asked again. */
  readonly retryAt: string;

  constructor(retryAt: Date) {
    super(`the identity provider is not asked again before ${retryAt.toISOString()}`);
    this.retryAt = retryAt.toISOString();
  }
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

/** The signing keys of the issuer; the function throws IssuerUnavailable where they cannot be had. */
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

  async function ask<T>(url: string, schema: z.ZodType<T>): Promise<T> {
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
    // OpenID Connect Discovery 1.0, section 4: without the slash at the issuer's end, if there is one.
    const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const { jwks_uri: url } = await ask(address, configuration);
    return createRemoteJWKSet(new URL(url), {
      cacheMaxAge: keysMaxAgeMilliseconds,
      cooldownDuration: cooldownMilliseconds,
      [customFetch]: async (address) => Response.json(await ask(address, keySet)),
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

/** Keys come over TLS; in the clear only where they and the issuer are on this machine. */
function mayServeKeys(url: string, issuer: string): boolean {
  return new URL(url).protocol === "https:" || (isLoopback(url) && isLoopback(issuer));
}

/** JSON by GET, from this address and no other, in bounded time and size. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status} where 200 was expected`);
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

/** CORS: only pages of the allowed origins may call the API and read its headers. `*` is never allowed. */
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import type { Config } from "../../platform/config.ts";

const exposedHeaders =
  "Muster-Position, Muster-Next-Position, ETag, Location, X-Request-Id, Retry-After, " +
  "Idempotency-Replayed, RateLimit, RateLimit-Policy";
const allowedHeaders =
  "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Muster-Background, " +
  "Muster-Min-Position, Last-Event-ID, X-Request-Id, traceparent";
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
/** How long a browser may cache a preflight answer. */
const maxAgeSeconds = 600;

/** Does nothing without allowed origins: the service's own pages need no CORS. */
export async function useCors(
  app: FastifyInstance,
  { CORS_ORIGINS }: Pick<Config, "CORS_ORIGINS">,
): Promise<void> {
  if (CORS_ORIGINS.length === 0) return;
  const isAllowed = allowedOrigins(app.services.publicUrl, CORS_ORIGINS);
  await app.register(cors, {
    origin: (origin, answer) => {
      answer(null, origin !== undefined && isAllowed(origin) ? origin : false);
    },
    credentials: true,
    methods,
    allowedHeaders,
    exposedHeaders,
    maxAge: maxAgeSeconds,
    strictPreflight: false,
    hideOptionsRoute: true,
  });
}

/**
 * @param publicUrl the service's own address, known once it listens
 * @param others exact origins from `CORS_ORIGINS`
 * @returns whether an `Origin` header's value is allowed
 */
export function allowedOrigins(
  publicUrl: () => string,
  others: readonly string[],
): (origin: string) => boolean {
  const known = new Set(others);
  return (origin) => known.has(origin) || origin === URL.parse(publicUrl())?.origin;
}

/**
 * Rate limits stop runaway clients: by caller for a valid credential, by address for public routes and
 * failed credentials, and apart from those by address for the console. A valid credential is never limited
 * by others at its address (decision 0011).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import ipaddr from "ipaddr.js";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import type { Config } from "../../platform/config.ts";
import { consolePathOf } from "../kit/api-paths.ts";
import { createLimiter, type Limiter, windowMilliseconds } from "./limiter.ts";
import { problemTable } from "../kit/problem-table.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Exempt from rate limits and overload. */
    isVital?: boolean;
  }
  interface FastifyInstance {
    readonly addressLimit: Limit;
  }
}

interface Limit {
  readonly limiter: Limiter;
  /** For the `RateLimit` headers. */
  readonly name: string;
  readonly policy: string;
}

function limitOf(name: string, perMinute: number): Limit {
  const policy = `"${name}";q=${perMinute};w=${windowMilliseconds / 1000}`;
  return { limiter: createLimiter(perMinute), name, policy };
}

/** Must be registered after authentication. */
export function useRateLimits(app: FastifyInstance, { limits }: Pick<Config, "limits">): void {
  const callerLimit = limitOf("caller", limits.requestsPerCaller);
  const addressLimit = limitOf("address", limits.requestsPerAddress);
  const consoleLimit = limitOf("console", limits.consoleRequestsPerAddress);
  app.decorate("addressLimit", addressLimit);
  app.addHook("onRequest", (request, reply, done) => {
    if (request.routeOptions.config.isVital === true) return done();
    const { via, userId, tokenId, sessionId } = request.caller;
    if (via !== "SYSTEM") {
      count(callerLimit, `${userId} ${tokenId ?? sessionId ?? ""}`, request, reply);
    } else {
      const limit = consolePathOf(request) === undefined ? addressLimit : consoleLimit;
      count(limit, networkOf(request.ip), request, reply);
    }
    done();
  });
}

/**
 * Counts a failed credential against its address.
 * @throws RejectedError `too-many-requests` instead of the 401 when the limit is reached
 */
export function countFailure(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  if (!(error instanceof RejectedError) || problemTable[error.code].status !== 401) return;
  count(request.server.addressLimit, networkOf(request.ip), request, reply);
}

function count(
  { limiter, name, policy }: Limit,
  key: string,
  { server }: FastifyRequest,
  reply: FastifyReply,
): void {
  const now = server.services.clock().getTime();
  const { isAllowed, remaining, endsAt } = limiter.take(key, now);
  const seconds = Math.ceil((endsAt - now) / 1000);
  reply.header("ratelimit-policy", policy);
  reply.header("ratelimit", `"${name}";r=${remaining};t=${seconds}`);
  if (isAllowed) return;
  throw new RejectedError(
    "too-many-requests",
    "Too many requests in this minute. Wait as many seconds as Retry-After says.",
    {
      retryAt: new Date(endsAt).toISOString(),
    },
  );
}

/** Some proxies add the port to an address that they forward. */
const withPort = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/;

/** The first half of an IPv6 address, because a household has the whole second half; else the input. */
export function networkOf(ip: string): string {
  const [, inBrackets, ipv4] = withPort.exec(ip) ?? [];
  const alone = inBrackets ?? ipv4 ?? ip;
  if (!ipaddr.isValid(alone)) return ip;
  const address = ipaddr.process(alone);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":");
}

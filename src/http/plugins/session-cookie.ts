/**
 * The session as a cookie, for browsers: `HttpOnly`, so that no script reads it, and `SameSite=Lax`.
 * A request that changes something must also come from a page of an allowed origin, and so must a read that
 * is recorded.
 */
import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import type { Config } from "../../platform/config.ts";
import { isWellFormed } from "../../commands/kit/secrets.ts";
import { basePathOf } from "../kit/public-path.ts";
import { allowedOrigins } from "./cors.ts";

const name = "muster_session";
const safe = new Set(["GET", "HEAD", "OPTIONS"]);

declare module "fastify" {
  interface FastifyContextConfig {
    /** Does this read leave an entry in the log? Another site's page must not cause one. */
    isRecorded?: boolean;
  }
  interface FastifyInstance {
    /** May pages of this origin use the cookie for changes? */
    readonly isOwnOrigin: (origin: string) => boolean;
  }
}

export async function useSessionCookie(
  app: FastifyInstance,
  { CORS_ORIGINS }: Pick<Config, "CORS_ORIGINS">,
): Promise<void> {
  app.decorate("isOwnOrigin", allowedOrigins(app.services.publicUrl, CORS_ORIGINS));
  await app.register(cookie);
}

/**
 * The session token in the request's cookie, if any.
 * @throws RejectedError `forbidden` for a change or a recorded read that another site's page may have sent
 */
export function sessionInCookie({
  cookies,
  method,
  headers,
  server,
  routeOptions,
}: FastifyRequest): string | undefined {
  const token = cookies[name];
  // Other credentials, such as personal access tokens, are not accepted in this cookie.
  if (token === undefined || !isWellFormed("session", token)) return undefined;
  if (safe.has(method)) {
    // Browsers send no Origin with a page's reads of its own origin.
    const isOwn = headers["sec-fetch-site"] === "same-origin";
    if (isOwn || routeOptions.config.isRecorded !== true) return token;
  }
  if (headers.origin === undefined || !server.isOwnOrigin(headers.origin)) {
    throw new RejectedError(
      "forbidden",
      "With a session cookie, this must be asked by a page of an allowed origin. Or send a bearer token instead.",
    );
  }
  return token;
}

/** The cookie has no expiry of its own, because the server ends the session. */
export function setSessionCookie(reply: FastifyReply, sessionToken: string): void {
  reply.setCookie(name, sessionToken, cookieAttributes(reply));
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(name, cookieAttributes(reply));
}

/**
 * No script reads a cookie, and other sites' pages do not send it unless they open one of ours.
 * @param below a path of the service; browsers send the cookie there and below it
 */
export function cookieAttributes({ server }: FastifyReply, below = "") {
  const publicUrl = server.services.publicUrl();
  const secure = publicUrl.startsWith("https:");
  const path = basePathOf(publicUrl) + below || "/";
  return { httpOnly: true, sameSite: "lax", secure, path } as const;
}

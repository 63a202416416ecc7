/**
 * The session as a cookie, for browsers: `HttpOnly`, so that no script reads it, and `SameSite=Lax`. A
 * request that changes something must also say that it comes from an origin that may.
 */
import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import type { Config } from "../../platform/config.ts";
import { isWellFormed } from "../../commands/kit/secrets.ts";
import { allowedOrigins } from "./cors.ts";

const name = "muster_session";
const safe = new Set(["GET", "HEAD", "OPTIONS"]);

declare module "fastify" {
  interface FastifyInstance {
    /** May a page of this origin act with the cookie? */
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
 * The session token in the request's cookie; undefined where there is none.
 * @throws RejectedError `forbidden` for a change that another site's page may have asked for
 */
export function sessionInCookie({
  cookies,
  method,
  headers,
  server,
}: FastifyRequest): string | undefined {
  const token = cookies[name];
  // What is no session of ours has no business in this cookie.
  if (token === undefined || !isWellFormed("session", token)) return undefined;
  if (safe.has(method)) return token;
  if (headers.origin === undefined || !server.isOwnOrigin(headers.origin)) {
    throw new RejectedError(
      "forbidden",
      "A change by cookie needs the Origin of a page that may make it; or send a bearer token.",
    );
  }
  return token;
}

/** Without an end of its own: the session's end is the server's to tell. */
export function setSessionCookie(reply: FastifyReply, sessionToken: string): void {
  reply.setCookie(name, sessionToken, { ...attributes(reply), path: "/" });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(name, { ...attributes(reply), path: "/" });
}

function attributes({ server }: FastifyReply) {
  const secure = server.services.publicUrl().startsWith("https:");
  return { httpOnly: true, sameSite: "lax", secure } as const;
}

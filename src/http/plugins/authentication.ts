/** Finds the caller by their bearer token or session cookie, on every route that is not `isPublic`. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticate } from "../../commands/sign-in/authenticate.ts";
import type { Caller } from "../../commands/kit/context.ts";
import { managementRoleRequired, RejectedError } from "../../commands/kit/rejected-error.ts";
import { sessionInCookie } from "./session-cookie.ts";
import { systemId } from "../../domain/primitives.ts";
import { isDocumentation } from "./openapi.ts";
import { isBackground } from "../kit/background.ts";
import { bearerIn } from "../kit/bearer.ts";
import { countFailure } from "./rate-limits.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Requires no credential. */
    isPublic?: boolean;
  }
  interface FastifyRequest {
    caller: Caller;
  }
}

/** The caller of a route that requires no credential. */
const anonymous: Caller = { userId: systemId, via: "SYSTEM" };

export function useAuthentication(app: FastifyInstance): void {
  app.decorateRequest("caller");
  app.addHook("onRequest", async (request, reply) => {
    try {
      request.caller = isOpen(request) ? anonymous : await callerOf(request);
      requireAccess(request);
    } catch (error) {
      countFailure(request, reply, error);
      throw error;
    }
  });
}

function isOpen({ routeOptions: { config, url }, is404 }: FastifyRequest): boolean {
  return config.isPublic === true || isDocumentation(url) || is404;
}

/** An account session is narrowed to scopes, which no other session is. It opens the caller's own addresses alone. */
function requireAccess({ caller, url }: FastifyRequest): void {
  const isAccountSession = caller.via === "SESSION" && caller.scopes !== undefined;
  if (isAccountSession && !/^\/v1\/(users\/me|session)([/?]|$)/.test(url)) {
    throw managementRoleRequired(
      'This session opens the person\'s own account alone; sign in with `"access": "management"`.',
    );
  }
}

async function callerOf(request: FastifyRequest): Promise<Caller> {
  // A bearer token takes precedence, because another site's page cannot send one.
  const credential = bearerIn(request.headers.authorization) ?? sessionInCookie(request);
  if (credential === undefined) {
    throw new RejectedError("unauthenticated", "Send a token as `Authorization: Bearer ...`.");
  }
  if (credential === "") {
    const detail =
      "The header Authorization holds no bearer token. Send `Authorization: Bearer ...`.";
    throw new RejectedError("unauthenticated", detail);
  }
  return authenticate(request.server.services, credential, isBackground(request));
}

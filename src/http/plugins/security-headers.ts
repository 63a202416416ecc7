/** The security headers of every answer. They are constants, so they cost next to nothing. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { isDocumentation } from "./openapi.ts";

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** An answer is the caller's data: a browser must not render, run or store it. */
const api = {
  ...everywhere,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

/** The page at /docs loads its own files and calls the API. */
const documentation = {
  ...everywhere,
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
};

const transport = { "strict-transport-security": "max-age=31536000" };

export function useSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", ({ routeOptions: { url }, server }, reply, done) => {
    reply.headers(isDocumentation(url) ? documentation : api);
    if (server.services.publicUrl().startsWith("https:")) reply.headers(transport);
    done();
  });
}

/** What a route may have set for a body that it could not send. */
const ofAnotherBody = ["content-encoding", "content-disposition", "etag", "last-modified"];

/** For problems: nothing keeps one, also if the route has set the headers of what it would have sent. */
export function secured(reply: FastifyReply): FastifyReply {
  for (const name of ofAnotherBody) reply.removeHeader(name);
  return reply.headers(api);
}

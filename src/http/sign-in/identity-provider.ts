/**
 * /v1/sign-in/identity-provider: the browser's way to the identity provider and back. Both addresses are
 * opened as pages, so what goes wrong is shown by the sign-in page.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  beginIdentitySignIn,
  completeIdentitySignIn,
  identitySignInMinutes,
} from "../../commands/sign-in/identity-sign-in.ts";
import { requireFound } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { refusalOfError } from "../plugins/problems.ts";
import { cookieAttributes, setSessionCookie } from "../plugins/session-cookie.ts";
import { returnTo } from "./return-to.ts";

const address = "/v1/sign-in/identity-provider";
const cookieName = "muster_identity_sign_in";

/** What the provider adds to the address; other parameters are its own. */
const answer = z.looseObject({
  state: z.string().max(500).optional(),
  code: z.string().max(4000).optional(),
  error: z.string().max(500).optional(),
});

export const identityProviderRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const callbackUrl = () => `${services.publicUrl()}${address}/callback`;

  app.route({
    method: "GET",
    url: address,
    config: { isPublic: true },
    schema: {
      operationId: "SignInByIdentityProvider",
      tags: ["Sign-in"],
      summary: "Leads the browser to the identity provider, if there is one.",
      querystring: z.strictObject({ returnTo }),
      response: { 302: nothing },
    },
    async handler(request, reply) {
      const provider = requireFound(services.identityProvider, "identity provider");
      try {
        const wanted = { ...request.query, redirectUri: callbackUrl() };
        const { url, kept } = await beginIdentitySignIn(contextOf(request), provider, wanted);
        reply.setCookie(cookieName, kept, attributes(reply));
        return reply.redirect(url);
      } catch (error) {
        return showProblem(error, request, reply);
      }
    },
  });

  app.route({
    method: "GET",
    url: `${address}/callback`,
    config: { isPublic: true },
    schema: {
      operationId: "CompleteSignInByIdentityProvider",
      tags: ["Sign-in"],
      summary:
        "Where the identity provider sends the browser back. Sets the session as a cookie and leads to the page.",
      querystring: answer,
      response: { 302: nothing },
    },
    async handler(request, reply) {
      const provider = requireFound(services.identityProvider, "identity provider");
      reply.clearCookie(cookieName, attributes(reply));
      try {
        const callback = new URL(callbackUrl());
        callback.search = new URL(request.url, callback).search;
        const given = { kept: request.cookies[cookieName], callback };
        const opened = await run(request, reply, completeIdentitySignIn, provider, given);
        setSessionCookie(reply, opened.sessionToken);
        return reply.redirect(`${services.publicUrl()}${opened.returnTo}`);
      } catch (error) {
        return showProblem(error, request, reply);
      }
    },
  });
};

function showProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code } = refusalOfError(error, request);
  return reply.redirect(`${request.server.services.publicUrl()}/sign-in?problem=${code}`);
}

/** Sent back to these two addresses alone. */
function attributes(reply: FastifyReply) {
  return { ...cookieAttributes(reply, address), maxAge: identitySignInMinutes * 60 };
}

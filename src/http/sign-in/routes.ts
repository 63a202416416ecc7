/** /v1/sign-up and /v1/sign-in, both public: mail a code, and exchange the code for a session. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { signIn, signUp, verifySignIn } from "../../commands/sign-in/sign-in.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { flag } from "../kit/lists.ts";
import { requireFound } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { networkOf } from "../plugins/rate-limits.ts";
import { setSessionCookie } from "../plugins/session-cookie.ts";
import * as schemas from "./schemas.ts";
import { openedSession } from "../kit/schemas.ts";

const answer = { status: "ASKED" } as const;

export const signInRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  app.route({
    method: "GET",
    url: "/v1/sign-in/options",
    config: { isPublic: true },
    schema: {
      operationId: "GetSignInOptions",
      tags: ["Sign-in"],
      summary: "What a sign-in page may offer.",
      response: { 200: schemas.signInOptions },
    },
    async handler(_request, reply) {
      // The same for everybody until the service is configured anew.
      reply.header("cache-control", "public, max-age=60");
      const { isSignUpOpen, identityProvider, region } = app.services;
      const named = identityProvider ? { name: identityProvider.name } : null;
      return { signUp: isSignUpOpen, identityProvider: named, region };
    },
  });

  app.route({
    method: "POST",
    url: "/v1/sign-up",
    config: { isPublic: true },
    schema: {
      operationId: "SignUp",
      tags: ["Sign-in"],
      summary: "Mails a code to sign up with. Entering the code creates an organization.",
      body: schemas.signUp,
      response: { 202: schemas.codeRequested },
    },
    async handler(request, reply) {
      const source = networkOf(request.ip);
      await signUp(contextOf(request), { ...request.body, source });
      return reply.code(202).send(answer);
    },
  });

  app.route({
    method: "POST",
    url: "/v1/sign-in",
    config: { isPublic: true },
    schema: {
      operationId: "SignIn",
      tags: ["Sign-in"],
      summary: "Mails a code to sign in with. Known and unknown addresses get the same answer.",
      body: schemas.signIn,
      response: { 202: schemas.codeRequested },
    },
    async handler(request, reply) {
      const source = networkOf(request.ip);
      await signIn(contextOf(request), { ...request.body, source });
      return reply.code(202).send(answer);
    },
  });

  app.route({
    method: "POST",
    url: "/v1/sign-in/verify",
    config: { isPublic: true, secretFields: ["sessionToken"] },
    schema: {
      operationId: "VerifySignIn",
      tags: ["Sign-in"],
      summary: "Exchanges the code for a session.",
      querystring: z.strictObject({
        cookie: flag.describe("Also sets the session as a cookie, for browsers."),
      }),
      body: schemas.verification,
      response: { 200: openedSession },
    },
    async handler(request, reply) {
      const opened = await run(request, reply, verifySignIn, request.body);
      const { sessionToken, expiresAt, scopes, own } = opened;
      const { access } = request.body;
      const user = requireFound(await readUser(pool, own), "user");
      if (request.query.cookie) setSessionCookie(reply, sessionToken);
      return { sessionToken, expiresAt, access, scopes, user };
    },
  });
};

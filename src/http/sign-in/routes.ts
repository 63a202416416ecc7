/** /v1/sign-up and /v1/sign-in: a code by e-mail, and a session for it. Public. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { signIn, signUp, verifySignIn } from "../../commands/sign-in/sign-in.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { flag } from "../kit/lists.ts";
import { present } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { setSessionCookie } from "../plugins/session-cookie.ts";
import * as schemas from "./schemas.ts";
import { openedSession } from "../kit/schemas.ts";

const answer = { status: "ASKED" } as const;

export const signInRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  app.route({
    method: "POST",
    url: "/v1/sign-up",
    config: { isPublic: true },
    schema: {
      operationId: "SignUp",
      tags: ["Sign-in"],
      summary: "Asks for a code to sign up with: it founds an organization.",
      body: schemas.signUp,
      response: { 202: schemas.asked },
    },
    async handler(request, reply) {
      await signUp(contextOf(request), request.body);
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
      summary:
        "Asks for a code to sign in with. Answers alike whether the address is known or not.",
      body: schemas.signIn,
      response: { 202: schemas.asked },
    },
    async handler(request, reply) {
      await signIn(contextOf(request), request.body);
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
      summary: "Gives the code back and opens a session.",
      querystring: z.strictObject({
        cookie: flag.describe("Sets the session as a cookie, for browsers."),
      }),
      body: schemas.verification,
      response: { 200: openedSession },
    },
    async handler(request, reply) {
      const entered = await run(request, reply, verifySignIn, request.body);
      const { sessionToken, expiresAt, userId } = entered;
      const user = present(await readUser(pool, userId), "user");
      if (request.query.cookie) setSessionCookie(reply, sessionToken);
      return { sessionToken, expiresAt, user: user.item };
    },
  });
};

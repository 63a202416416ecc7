/** /v1/session and /v1/users/me/sessions: show and end the caller's session, and their others. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import {
  endOtherSessions,
  endOwnSession,
  logOut,
  ownSessions,
  sessionOf,
} from "../../commands/sign-in/own-sessions.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { id } from "../../domain/primitives.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { noContent, requireFound } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { clearSessionCookie } from "../plugins/session-cookie.ts";
import { session, sessionPage } from "./schemas.ts";

export const sessionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/session",
    schema: {
      operationId: "GetSession",
      tags: ["Sign-in"],
      summary: "The caller's session.",
      querystring: z.strictObject({
        organizationId: id
          .optional()
          .describe("Also answers when this organization closes to the session."),
      }),
      response: { 200: session },
    },
    async handler(request) {
      const context = contextOf(request);
      const { userId, organizationId, scopes } = context.caller;
      const ends = await sessionOf(context, request.query.organizationId);
      const user = requireFound(await readUser(services.pool, ownScope(context)), "user");
      // Only an account session is narrowed to scopes.
      const access = scopes === undefined ? ("management" as const) : ("account" as const);
      return { userId, ...ends, access, organizationId, scopes, user };
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/session",
    schema: {
      operationId: "SignOut",
      tags: ["Sign-in"],
      summary: "Ends the caller's session.",
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, logOut);
      clearSessionCookie(reply);
      return noContent(reply);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/sessions",
    schema: {
      operationId: "ListMySessions",
      tags: ["Sign-in"],
      summary:
        "The caller's sessions that open no more than the credential of the request, newest first.",
      querystring: z.strictObject(pageParameters),
      response: { 200: sessionPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => ownSessions(contextOf(request), page)),
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/sessions",
    schema: {
      operationId: "EndOtherSessions",
      tags: ["Sign-in"],
      summary: "Ends all of the caller's sessions but this one. Requires a session.",
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, endOtherSessions);
      return noContent(reply);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me/sessions/:sessionId",
    schema: {
      operationId: "EndSession",
      tags: ["Sign-in"],
      summary: "Ends one of the caller's sessions. Requires a session.",
      params: z.object({ sessionId: id }),
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, endOwnSession, request.params);
      return noContent(reply);
    },
  });
};

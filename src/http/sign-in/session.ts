/** /v1/session: the caller's session. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { requireSession } from "../../commands/kit/authorize.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { logOut, sessionOf } from "../../commands/sign-in/sessions.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { done, noContent, contextOf } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { clearSessionCookie } from "../plugins/session-cookie.ts";
import { session } from "./schemas.ts";

export const sessionRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/session",
    schema: {
      operationId: "GetSession",
      tags: ["Sign-in"],
      summary: "The caller's session.",
      response: { 200: session },
    },
    async handler({ caller }) {
      requireSession(caller);
      const { expiresAt } = await sessionOf(services, caller);
      const user = await readUser(services.pool, caller.userId);
      if (user === undefined) throw notFound("user");
      return { userId: caller.userId, expiresAt, user: user.item };
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
      requireSession(request.caller);
      done(reply, await logOut(contextOf(request)));
      clearSessionCookie(reply);
      return noContent(reply);
    },
  });
};

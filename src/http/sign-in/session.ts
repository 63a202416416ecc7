/** /v1/session: shows and ends the caller's session. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import { logOut, sessionOf } from "../../commands/sign-in/sessions.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { noContent, requireFound } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
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
    async handler(request) {
      const context = contextOf(request);
      const { userId, organizationId, scopes } = context.caller;
      const { expiresAt } = await sessionOf(context);
      const user = requireFound(await readUser(services.pool, ownScope(context)), "user");
      return { userId, expiresAt, organizationId, scopes, user: user.item };
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
};

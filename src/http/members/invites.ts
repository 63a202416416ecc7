/** /v1/invites: what an invited person does with the secret in their link. Public. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { acceptInvite, previewInvite } from "../../commands/members/accept-invite.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { done, contextOf } from "../kit/command-context.ts";
import { acceptance, invitePreview, inviteToken } from "./schemas.ts";
import { openedSession } from "../kit/schemas.ts";

export const inviteRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "POST",
    url: "/v1/invites/preview",
    config: { isPublic: true },
    schema: {
      operationId: "PreviewInvite",
      tags: ["Invitations"],
      summary: "What an invitation says. Consumes nothing.",
      body: inviteToken,
      response: { 200: invitePreview },
    },
    handler: (request) => previewInvite(services, request.body),
  });

  app.route({
    method: "POST",
    url: "/v1/invites/accept",
    config: { isPublic: true, secretFields: ["sessionToken"] },
    schema: {
      operationId: "AcceptInvite",
      tags: ["Invitations"],
      summary: "Accepts an invitation, once, and signs the person in.",
      body: acceptance,
      response: { 200: openedSession },
    },
    async handler(request, reply) {
      const accepted = await acceptInvite(contextOf(request), request.body);
      const user = await readUser(services.pool, accepted.userId);
      if (user === undefined) throw notFound("user");
      done(reply, accepted);
      const { sessionToken, expiresAt } = accepted;
      return { sessionToken, expiresAt, user: user.item };
    },
  });
};

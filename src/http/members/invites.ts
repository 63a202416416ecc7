/** /v1/invites: what an invited person does with the secret in their link. Public. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { acceptInvite, previewInvite } from "../../commands/members/accept-invite.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { present } from "../kit/answers.ts";
import { run } from "../kit/command-context.ts";
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
      const accepted = await run(request, reply, acceptInvite, request.body);
      const { sessionToken, expiresAt, userId } = accepted;
      const user = present(await readUser(services.pool, userId), "user");
      return { sessionToken, expiresAt, user: user.item };
    },
  });
};

/** /v1/invites, public: an invited person previews and accepts with the secret in their link. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { acceptInvite, previewInvite } from "../../commands/members/accept-invite.ts";
import { invitePreview } from "../../projections/directory/queries/invitations.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { requireFound } from "../kit/answers.ts";
import { run } from "../kit/command-context.ts";
import { flag } from "../kit/lists.ts";
import { setSessionCookie } from "../plugins/session-cookie.ts";
import { acceptance, inviteToken } from "./schemas.ts";
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
      summary: "Shows an invitation without using it up.",
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
      summary:
        "Accepts an invitation. Works once. The session opens the inviting organization only.",
      querystring: z.strictObject({
        cookie: flag.describe(
          "Also sets the session as a cookie, for browsers. If the role opens no management, the session opens the person's own account alone.",
        ),
      }),
      body: acceptance,
      response: { 200: openedSession },
    },
    async handler(request, reply) {
      const isByRole = request.query.cookie;
      const accepted = await run(request, reply, acceptInvite, { ...request.body, isByRole });
      const { sessionToken, expiresAt, scopes, own } = accepted;
      const user = requireFound(await readUser(services.pool, own), "user");
      const access = scopes === undefined ? ("management" as const) : ("account" as const);
      if (isByRole) setSessionCookie(reply, sessionToken);
      const opened = { sessionToken, expiresAt, organizationId: own.only, user };
      return isByRole ? { ...opened, access, scopes } : opened;
    },
  });
};

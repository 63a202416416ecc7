/** /v1/users/me: the caller's profile, organizations and session. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Caller } from "../../commands/kit/context.ts";
import { eraseCaller } from "../../commands/erasure/erase-user.ts";
import { changeProfile, chooseDefaultOrganization } from "../../commands/users/profile.ts";
import { notFound } from "../../commands/kit/refused.ts";
import { requireSession } from "../../commands/kit/authorize.ts";
import { logOut, sessionOf } from "../../commands/sign-in/sessions.ts";
import { listOwnOrganizations } from "../../projections/directory/queries/organizations.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { answerPage, pageParameters } from "../kit/lists.ts";
import { done, etag, noContent, runOf } from "../kit/runs.ts";
import { clearSessionCookie } from "../plugins/session-cookie.ts";
import { nothing, user } from "../kit/schemas.ts";
import { ownOrganizationPage } from "../organizations/schemas.ts";
import { defaultOrganization, erasure, profilePatch } from "./schemas.ts";
import { session } from "../sign-in/schemas.ts";

export const meRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;
  const { pool } = services;

  async function readCaller({ userId }: Caller) {
    const found = await readUser(pool, userId);
    if (found === undefined) throw notFound("user");
    return found;
  }

  async function answerCaller({ caller }: FastifyRequest, reply: FastifyReply) {
    const { item, revision } = await readCaller(caller);
    etag(reply, revision);
    return item;
  }

  app.route({
    method: "GET",
    url: "/v1/users/me",
    schema: {
      operationId: "GetMe",
      tags: ["The caller"],
      summary: "The caller's profile.",
      response: { 200: user },
    },
    handler: answerCaller,
  });

  app.route({
    method: "PATCH",
    url: "/v1/users/me",
    schema: {
      operationId: "ChangeProfile",
      tags: ["The caller"],
      summary: "Changes the caller's profile.",
      body: profilePatch,
      response: { 200: user },
    },
    async handler(request, reply) {
      done(reply, await changeProfile(runOf(request), request.body));
      return answerCaller(request, reply);
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/users/me",
    schema: {
      operationId: "EraseMe",
      tags: ["The caller"],
      summary:
        "Erases the caller for good: what the log says of them stays, who they were does not.",
      body: erasure,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      done(reply, await eraseCaller(runOf(request)));
      clearSessionCookie(reply);
      return noContent(reply);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/users/me/organizations",
    schema: {
      operationId: "ListMyOrganizations",
      tags: ["The caller"],
      summary: "The caller's organizations, with the count of their solutions in each.",
      querystring: z.strictObject(pageParameters),
      response: { 200: ownOrganizationPage },
    },
    handler: (request) =>
      answerPage(request, request.query, (page) => {
        const { userId, organizationId } = request.caller;
        return listOwnOrganizations(pool, { userId, only: organizationId, ...page });
      }),
  });

  app.route({
    method: "PUT",
    url: "/v1/users/me/default-organization",
    schema: {
      operationId: "ChooseDefaultOrganization",
      tags: ["The caller"],
      summary: "Chooses the organization to begin with.",
      body: defaultOrganization,
      response: { 200: user },
    },
    async handler(request, reply) {
      done(reply, await chooseDefaultOrganization(runOf(request), request.body));
      return answerCaller(request, reply);
    },
  });

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
      const user = await readCaller(caller);
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
      done(reply, await logOut(runOf(request)));
      clearSessionCookie(reply);
      return noContent(reply);
    },
  });
};

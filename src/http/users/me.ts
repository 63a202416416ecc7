/** /v1/users/me: the caller's profile and default organization. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import { changeProfile, chooseDefaultOrganization } from "../../commands/users/profile.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { answerItem } from "../kit/answers.ts";
import { contextOf, run } from "../kit/command-context.ts";
import { account, defaultOrganization, profilePatch } from "./schemas.ts";

export const meRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function answerCaller(request: FastifyRequest, reply: FastifyReply) {
    const context = contextOf(request);
    const item = await answerItem(reply, await readUser(pool, ownScope(context)), "user");
    const { via, organizationId, scopes, endsAt } = context.caller;
    // An access token ends by itself, and its identity provider has verified the address.
    const emailProved = item.emailProved || endsAt !== undefined;
    const kind = via === "TOKEN" ? ("TOKEN" as const) : ("SESSION" as const);
    return { ...item, emailProved, credential: { kind, organizationId, scopes } };
  }

  app.route({
    method: "GET",
    url: "/v1/users/me",
    schema: {
      operationId: "GetMe",
      tags: ["The caller"],
      summary: "The caller's profile, and to what the credential is narrowed.",
      response: { 200: account },
    },
    handler: answerCaller,
  });

  app.route({
    method: "PATCH",
    url: "/v1/users/me",
    config: { isConditional: true },
    schema: {
      operationId: "ChangeProfile",
      tags: ["The caller"],
      summary: "Changes the caller's profile.",
      body: profilePatch,
      response: { 200: account },
    },
    async handler(request, reply) {
      await run(request, reply, changeProfile, request.body);
      return answerCaller(request, reply);
    },
  });

  app.route({
    method: "PUT",
    url: "/v1/users/me/default-organization",
    config: { isConditional: true },
    schema: {
      operationId: "ChooseDefaultOrganization",
      tags: ["The caller"],
      summary: "Chooses the caller's default organization.",
      body: defaultOrganization,
      response: { 200: account },
    },
    async handler(request, reply) {
      await run(request, reply, chooseDefaultOrganization, request.body);
      return answerCaller(request, reply);
    },
  });
};

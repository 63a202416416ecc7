/** /v1/users/me: the caller's profile, organizations and session. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Caller } from "../../commands/kit/context.ts";
import { changeProfile, chooseDefaultOrganization } from "../../commands/users/profile.ts";
import { notFound } from "../../commands/kit/rejected-error.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { done, etag, contextOf } from "../kit/command-context.ts";
import { user } from "../kit/schemas.ts";
import { defaultOrganization, profilePatch } from "./schemas.ts";

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
      done(reply, await changeProfile(contextOf(request), request.body));
      return answerCaller(request, reply);
    },
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
      done(reply, await chooseDefaultOrganization(contextOf(request), request.body));
      return answerCaller(request, reply);
    },
  });
};

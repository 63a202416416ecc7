/** /v1/users/me: the caller's profile and default organization. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { changeProfile, chooseDefaultOrganization } from "../../commands/users/profile.ts";
import { readUser } from "../../projections/directory/queries/users.ts";
import { answerResource } from "../kit/answers.ts";
import { run } from "../kit/command-context.ts";
import { user } from "../kit/schemas.ts";
import { defaultOrganization, profilePatch } from "./schemas.ts";

export const meRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;

  async function answerCaller({ caller }: FastifyRequest, reply: FastifyReply) {
    return answerResource(reply, await readUser(pool, caller.userId), "user");
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
      await run(request, reply, changeProfile, request.body);
      return answerCaller(request, reply);
    },
  });

  app.route({
    method: "PUT",
    url: "/v1/users/me/default-organization",
    schema: {
      operationId: "ChooseDefaultOrganization",
      tags: ["The caller"],
      summary: "Chooses the caller's default organization.",
      body: defaultOrganization,
      response: { 200: user },
    },
    async handler(request, reply) {
      await run(request, reply, chooseDefaultOrganization, request.body);
      return answerCaller(request, reply);
    },
  });
};

/** /v1/users/{u}/settings: what front ends keep for the caller. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ownScope } from "../../commands/kit/authorize.ts";
import { requireSelf } from "../../commands/users/people.ts";
import { changeUserSettings } from "../../commands/users/profile.ts";
import { id } from "../../domain/primitives.ts";
import { userSettings as settings } from "../../domain/user/settings.ts";
import { readUserSettings } from "../../projections/directory/queries/free-settings.ts";
import { answerItem } from "../kit/answers.ts";
import { settingsBounds } from "../kit/body-bounds.ts";
import { contextOf, run } from "../kit/command-context.ts";

const params = z.object({
  userId: z.union([z.literal("me"), id]).describe("`me`, or one's own id."),
});

const userSettings = settings.meta({
  id: "UserSettings",
  examples: [{ theme: "dark", language: "de-CH", timeZone: "Europe/Zurich", columns: ["name"] }],
});

export const userSettingsRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;
  const url = "/v1/users/:userId/settings";
  const tags = ["The caller"];

  async function answerSettings(request: FastifyRequest, reply: FastifyReply) {
    const found = await readUserSettings(pool, ownScope(contextOf(request)));
    return (await answerItem(reply, found, "user")).content;
  }

  app.route({
    method: "GET",
    url,
    schema: {
      operationId: "GetUserSettings",
      tags,
      summary: "The caller's settings; empty if there are none.",
      params,
      response: { 200: userSettings },
    },
    async handler(request, reply) {
      await requireSelf(contextOf(request), request.params.userId);
      return answerSettings(request, reply);
    },
  });

  app.route({
    method: "PUT",
    url,
    config: { isConditional: true, body: settingsBounds },
    schema: {
      operationId: "ReplaceUserSettings",
      tags,
      summary: "Replaces the caller's settings: a JSON object of at most 16,384 bytes.",
      params,
      body: userSettings,
      response: { 200: userSettings },
    },
    async handler(request, reply) {
      const wanted = { ...request.params, settings: request.body };
      await run(request, reply, changeUserSettings, wanted);
      return answerSettings(request, reply);
    },
  });
};

/** /v1/organizations/{o}/solutions/{s}/settings: what front ends keep for a solution. */
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  changeSolutionSettings,
  type InSolution,
  requireSolutionInView,
} from "../../commands/solutions/solutions.ts";
import { freeSettings } from "../../domain/free-settings.ts";
import { id } from "../../domain/primitives.ts";
import { readSolutionSettings } from "../../projections/directory/queries/free-settings.ts";
import { answerItem } from "../kit/answers.ts";
import { settingsBounds } from "../kit/body-bounds.ts";
import { contextOf, run } from "../kit/command-context.ts";

const params = z.object({ organizationId: id, solutionId: id });
const custom = freeSettings.meta({
  id: "CustomSettings",
  examples: [{ color: "#0a7", pages: [1] }],
});
const settings = z.object({ custom }).meta({ id: "SolutionSettings" });
const settingsPatch = z
  .strictObject({ custom: freeSettings.nullable().optional() })
  .meta({ id: "SolutionSettingsPatch", examples: [{ custom: { color: null, pages: [1, 2] } }] });

export const solutionSettingsRoutes: FastifyPluginAsyncZod = async (app) => {
  const { pool } = app.services;
  const url = "/v1/organizations/:organizationId/solutions/:solutionId/settings";
  const tags = ["Solutions"];
  const config = { isConditional: true, body: settingsBounds };

  async function answerCustom(reply: FastifyReply, { organizationId, solutionId }: InSolution) {
    const found = await readSolutionSettings(pool, organizationId, solutionId);
    return (await answerItem(reply, found, "solution")).content;
  }

  app.route({
    method: "GET",
    url,
    schema: {
      operationId: "GetSolutionSettings",
      tags,
      summary: "The solution's settings.",
      params,
      response: { 200: settings },
    },
    async handler(request, reply) {
      await requireSolutionInView(contextOf(request), request.params);
      return { custom: await answerCustom(reply, request.params) };
    },
  });

  app.route({
    method: "PATCH",
    url,
    config,
    schema: {
      operationId: "ChangeSolutionSettings",
      tags,
      summary: "Merges into the solution's settings; `null` removes a field (RFC 7396).",
      params,
      body: settingsPatch,
      response: { 200: settings },
    },
    async handler(request, reply) {
      const { custom: patch = {} } = request.body;
      const wanted = { ...request.params, custom: patch ?? {}, isPatch: patch !== null };
      await run(request, reply, changeSolutionSettings, wanted);
      return { custom: await answerCustom(reply, request.params) };
    },
  });

  app.route({
    method: "GET",
    url: `${url}/custom`,
    schema: {
      operationId: "GetCustomSettings",
      tags,
      summary: "What front ends keep for the solution; empty if there is nothing.",
      params,
      response: { 200: custom },
    },
    async handler(request, reply) {
      await requireSolutionInView(contextOf(request), request.params);
      return answerCustom(reply, request.params);
    },
  });

  app.route({
    method: "PUT",
    url: `${url}/custom`,
    config,
    schema: {
      operationId: "ReplaceCustomSettings",
      tags,
      summary: "Replaces them: a JSON object of at most 16,384 bytes.",
      params,
      body: custom,
      response: { 200: custom },
    },
    async handler(request, reply) {
      const wanted = { ...request.params, custom: request.body, isPatch: false };
      await run(request, reply, changeSolutionSettings, wanted);
      return answerCustom(reply, request.params);
    },
  });
};

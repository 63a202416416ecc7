/** /v1/organizations/{o}/usage: an organization's usage by day. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { usageOf } from "../../commands/usage/usage.ts";
import { id } from "../../domain/primitives.ts";
import { contextOf } from "../kit/command-context.ts";
import { usageQuery, usageSeries } from "./schemas.ts";

export const usageRoutes: FastifyPluginAsyncZod = async (app) => {
  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/usage",
    schema: {
      operationId: "GetUsage",
      tags: ["Usage"],
      summary: "The organization's usage by day (UTC); the last 30 days by default.",
      params: z.object({ organizationId: id }),
      querystring: usageQuery,
      response: { 200: usageSeries },
    },
    async handler(request) {
      const query = { ...request.params, ...request.query };
      const { from, to, items } = await usageOf(contextOf(request), query);
      return { from, to, count: items.length, items: [...items] };
    },
  });
};

/** /v1/organizations/{o}/usage: an organization's usage by day. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { usageOf } from "../../commands/usage/usage.ts";
import { day, id } from "../../domain/primitives.ts";
import { usageDay } from "../../projections/usage/queries.ts";
import { contextOf } from "../kit/command-context.ts";

const usageSeries = z
  .object({
    from: z.string(),
    to: z.string(),
    count: z.int().describe("The number of days."),
    items: z.array(usageDay),
  })
  .meta({ id: "Usage" });

export const usageRoutes: FastifyPluginAsyncZod = async (app) => {
  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/usage",
    schema: {
      operationId: "GetUsage",
      tags: ["Usage"],
      summary: "The organization's usage by day (UTC); the last 30 days by default.",
      params: z.object({ organizationId: id }),
      querystring: z.strictObject({
        from: day.optional().describe("The first day."),
        to: day.optional().describe("The last day; today by default, and at the latest."),
      }),
      response: { 200: usageSeries },
    },
    async handler(request) {
      const query = { ...request.params, ...request.query };
      const series = await usageOf(contextOf(request), query);
      return { ...series, count: series.items.length };
    },
  });
};

/** /v1/organizations/{o}/usage: the daily series of an organization's usage. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { authorize } from "../../commands/kit/authorize.ts";
import { Refused } from "../../commands/kit/refused.ts";
import { id } from "../../domain/primitives.ts";
import { addDays } from "../../domain/time.ts";
import { readUsage } from "../../projections/usage/queries.ts";
import { invalidParameter } from "../kit/input.ts";
import { usageQuery, usageSeries } from "./schemas.ts";

/** Days that are shown where no beginning is named, and at the most. */
const usualDays = 30;
const mostDays = 400;
/** How long the figures of what was just done are waited for. */
const patienceMilliseconds = 5_000;

export const usageRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/usage",
    schema: {
      operationId: "GetUsage",
      tags: ["Usage"],
      summary:
        "How the organization is used, day by day (UTC); the last 30 days if nothing is said.",
      params: z.object({ organizationId: id }),
      querystring: usageQuery,
      response: { 200: usageSeries },
    },
    async handler({ caller, params: { organizationId }, query }) {
      await authorize(services, caller, organizationId, "usage:view");
      const { from, to } = rangeOf(query, services.clock().toISOString());
      const end = await services.store.lastPosition();
      if (!(await services.usage.waitFor(end, patienceMilliseconds))) {
        throw new Refused("not-yet-visible", "The latest figures are not there yet; try again.");
      }
      const items = await readUsage(services.pool, organizationId, from, to);
      return { from, to, count: items.length, items };
    },
  });
};

function rangeOf(
  { from, to }: z.output<typeof usageQuery>,
  now: string,
): { readonly from: string; readonly to: string } {
  const last = to ?? now.slice(0, 10);
  const first = from ?? shifted(last, 1 - usualDays);
  if (first > last) throw invalidParameter("from", "must not be after to");
  if (shifted(first, mostDays - 1) < last) {
    throw invalidParameter("from", `must be at most ${mostDays} days before to`);
  }
  return { from: first, to: last };
}

function shifted(day: string, days: number): string {
  return addDays(`${day}T00:00:00.000Z`, days).slice(0, 10);
}

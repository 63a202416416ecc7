/** Serves the metrics at the service's port to the holder of `METRICS_TOKEN`. Not in the published API. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Config } from "../../platform/config.ts";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { bearerIn } from "../kit/bearer.ts";
import { createHash, timingSafeEqual } from "node:crypto";

/** Without a token the route does not exist. */
export const metricsRoute: FastifyPluginAsyncZod<{
  readonly config: Pick<Config, "METRICS_TOKEN">;
}> = async (app, { config: { METRICS_TOKEN: token } }) => {
  if (token === undefined) return;
  const { metrics } = app.services;
  app.route({
    method: "GET",
    url: "/metrics",
    config: { isPublic: true, isVital: true },
    schema: { hide: true },
    async handler({ headers }, reply) {
      if (!holdsMetricsToken(headers.authorization, token)) {
        throw new RejectedError(
          "unauthenticated",
          "Send METRICS_TOKEN as `Authorization: Bearer ...`.",
        );
      }
      return reply.type(metrics.contentType).send(await metrics.text());
    },
  });
};

/** Compares digests, so that the time reveals nothing about the token or its length. */
export function holdsMetricsToken(authorization: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(bearerIn(authorization) ?? ""), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Health and version, both public. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import manifest from "../../../package.json" with { type: "json" };
import type { ProjectionGroup } from "../../projections/engine/group.ts";
import { flag } from "../kit/lists.ts";
import { check, createReadiness, readiness } from "./readiness.ts";

export const operationRoutes: FastifyPluginAsyncZod<{
  readonly groups: readonly ProjectionGroup[];
  readonly isBootstrapped?: (() => boolean) | undefined;
}> = async (app, { groups, isBootstrapped = () => true }) => {
  const readinessOf = createReadiness(app.services, groups, isBootstrapped);

  app.route({
    method: "GET",
    url: "/health/live",
    config: { isPublic: true, isVital: true },
    schema: {
      operationId: "GetLiveness",
      tags: ["Operations"],
      summary: "Answers while the process is alive.",
      response: { 200: check.meta({ id: "Liveness" }) },
    },
    handler: async () => ({ status: "ok" as const }),
  });

  app.route({
    method: "GET",
    url: "/health/ready",
    config: { isPublic: true, isVital: true },
    schema: {
      operationId: "GetReadiness",
      tags: ["Operations"],
      summary: "Whether this instance can serve reads, and what is failing.",
      description:
        "503 only if the instance cannot answer reads. Commands and projections stand in the answer by themselves: an instance that refuses commands still serves.",
      querystring: z.strictObject({
        commands: flag.describe("503 also if the instance cannot do commands."),
      }),
      response: { 200: readiness, 503: readiness },
    },
    async handler({ query: { commands = false } }, reply) {
      const answer = await readinessOf(commands);
      return reply.code(answer.status === "ok" ? 200 : 503).send(answer);
    },
  });

  app.route({
    method: "GET",
    url: "/version",
    config: { isPublic: true },
    schema: {
      operationId: "GetVersion",
      tags: ["Operations"],
      summary: "The name and version of the service and its Node.js.",
      response: {
        200: z
          .object({ name: z.string(), version: z.string(), node: z.string() })
          .meta({ id: "Version" }),
      },
    },
    handler: async () => ({
      name: manifest.name,
      version: manifest.version,
      node: process.versions.node,
    }),
  });
};

/** /v1/organizations/{o}/export: downloads the organization's event log. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { lineFormats } from "../../projections/audit/export/formats.ts";
import { beginExport, contentOf, type Export } from "../../commands/audit/export-log.ts";
import { id } from "../../domain/primitives.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { recorded } from "./recorded.ts";
import { exportQuery } from "./schemas.ts";

export const exportRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/export",
    ...recorded,
    schema: {
      operationId: "ExportEvents",
      tags: ["Audit"],
      summary: "The event log as ndjson, csv, cloudevents or a bundle that verifies offline.",
      description:
        "The answer is streamed. A bundle always starts with the first entry, because its proofs cover all entries; `from` then narrows only its role changes. To resume an interrupted export, send the position of the last entry received as `after`.",
      params: z.object({ organizationId: id }),
      querystring: exportQuery,
      response: {
        200: {
          content: {
            "application/x-ndjson": { schema: z.string() },
            "text/csv": { schema: z.string() },
            "application/zip": { schema: z.string() },
          },
        },
      },
    },
    async handler(request, reply) {
      const context = contextOf(request);
      const { organizationId } = request.params;
      const exported = await beginExport(context, { organizationId, ...request.query });
      try {
        const content = await contentOf(services, context, exported);
        const { contentType, extension } =
          exported.format === "bundle" ? zip : lineFormats[exported.format];
        reply.header("content-disposition", attachment(exported, extension));
        return sendAsIs(reply, contentType, content);
      } catch (error) {
        exported.download.end();
        throw error;
      }
    },
  });
};

const zip = { contentType: "application/zip", extension: "zip" };

/** The file is named after the organization and its last position. */
function attachment({ organizationId, span }: Export, extension: string): string {
  return `attachment; filename="muster-${organizationId}-${span.last}.${extension}"`;
}

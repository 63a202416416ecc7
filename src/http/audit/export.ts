/** /v1/organizations/{o}/export: the organization's event log, to take away. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { lineFormats } from "../../projections/audit/export/formats.ts";
import { beginExport, contentOf, type Export } from "../../commands/audit/export-log.ts";
import { id } from "../../domain/primitives.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { exportQuery } from "./schemas.ts";

export const exportRoutes: FastifyPluginAsyncZod = async (app) => {
  const { services } = app;

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/export",
    // An export is an event, which asking for its headers must not be.
    exposeHeadRoute: false,
    schema: {
      operationId: "ExportEvents",
      tags: ["Audit"],
      summary: "The event log as ndjson, csv, cloudevents or a bundle that verifies offline.",
      description:
        "Streams. A bundle always begins with the first entry, because what it proves rests on all of them; `from` then narrows its role changes only. An export that was cut off goes on with `after`, the position of the last entry that arrived.",
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
        content.once("close", exported.release);
        const { contentType, extension } =
          exported.format === "bundle" ? zip : lineFormats[exported.format];
        reply.header("content-disposition", attachment(exported, extension));
        return sendAsIs(reply, contentType, content);
      } catch (error) {
        exported.release();
        throw error;
      }
    },
  });
};

const zip = { contentType: "application/zip", extension: "zip" };

/** Named by what is in it: the organization and the last position. */
function attachment({ organizationId, span }: Export, extension: string): string {
  return `attachment; filename="muster-${organizationId}-${span.last}.${extension}"`;
}

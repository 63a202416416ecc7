/** /v1/organizations/{o}/export: the organization's event log, to take away. */
import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type LineFormat, lineFormats } from "../../audit/formats.ts";
import { beginExport, bundleOf, type Export, exportedEntries } from "../../commands/export-log.ts";
import type { Run } from "../../commands/context.ts";
import { id } from "../../domain/primitives.ts";
import { runOf } from "../plugins/runs.ts";
import { exportQuery } from "../schemas/audit.ts";

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
      const run = runOf(request);
      const { organizationId } = request.params;
      const of = await beginExport(run, { organizationId, ...request.query });
      if (of.format === "bundle") {
        return reply
          .type("application/zip")
          .header("content-disposition", attachment(of, "zip"))
          .send((await bundleOf(run, of)) as never); // streamed, past the serializer
      }
      const format = lineFormats[of.format];
      return reply
        .type(format.contentType)
        .header("content-disposition", attachment(of, format.extension))
        .send(Readable.from(lines(run, of, format)) as never);
    },
  });

  async function* lines(
    run: Run,
    of: Export,
    format: LineFormat,
  ): AsyncGenerator<string, undefined> {
    if (format.header !== "") yield format.header;
    for await (const batch of exportedEntries(run, of)) yield await format.lines(services, batch);
    return undefined;
  }
};

/** Named by what is in it: the organization and the last position. */
function attachment({ organizationId, span }: Export, extension: string): string {
  return `attachment; filename="muster-${organizationId}-${span.last}.${extension}"`;
}

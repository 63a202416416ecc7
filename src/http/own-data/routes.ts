/** /v1/users/me/export: streams what the service keeps about the caller, as JSON. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { exportOwnData, type OwnData } from "../../commands/own-data/own-data.ts";
import { ownDataExport } from "../../commands/own-data/schema.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";

export const ownDataRoutes: FastifyPluginAsyncZod = async (app) => {
  app.route({
    method: "GET",
    url: "/v1/users/me/export",
    schema: {
      operationId: "ExportMyData",
      tags: ["The caller"],
      summary:
        "What is kept about the caller, as a JSON file: their account, and what the organizations show them that the session opens. Requires a session.",
      response: { 200: { content: { "application/json": { schema: ownDataExport } } } },
    },
    async handler(request, reply) {
      const stream = await exportOwnData(app.services, contextOf(request), jsonOf);
      reply.header("content-disposition", 'attachment; filename="muster-export.json"');
      return sendAsIs(reply, "application/json; charset=utf-8", stream);
    },
  });
};

/** Each field is written when it has been read, and a list page by page. */
async function* jsonOf(data: OwnData): AsyncGenerator<string, undefined> {
  let separator = "{";
  for (const [name, schema] of Object.entries(ownDataExport.shape)) {
    const value = data[name as keyof OwnData];
    yield `${separator}${JSON.stringify(name)}:`;
    separator = ",";
    if (schema instanceof z.ZodArray) yield* listOf(schema, value as AsyncIterable<unknown[]>);
    else yield JSON.stringify(schema.parse(value));
  }
  yield "}";
  return undefined;
}

async function* listOf(
  schema: z.ZodArray,
  pages: AsyncIterable<unknown[]>,
): AsyncGenerator<string, undefined> {
  let separator = "[";
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + JSON.stringify(schema.parse(page)).slice(1, -1);
    separator = ",";
  }
  yield separator === "[" ? "[]" : "]";
  return undefined;
}

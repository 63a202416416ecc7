/** /v1/organizations/{o}/changes: what changed, told live as server-sent events. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { requireChangesInView } from "../../commands/changes/sight.ts";
import type { ChangeFeed } from "../../commands/changes/watch-changes.ts";
import { id } from "../../domain/primitives.ts";
import { openEventStream } from "./event-stream.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { flag } from "../kit/lists.ts";

const lastEventId = z
  .string()
  .regex(/^\d{1,18}$/, "must be a decimal position")
  .transform(BigInt)
  .optional()
  .describe("The position up to which everything was seen. Left out, it begins at the present.");

const follow = flag.describe("`false`: ends after what is kept, instead of waiting for more.");

const description = `Messages of the event \`change\` have \`data\` such as
\`{"type":"OrgRoleChanged","userId":"...","position":"42","occurredAt":"..."}\`; \`solutionId\` stands
where a solution is concerned. They tell that something changed, not what: read it again. Reads show
every change that was told. The event \`reset\` comes where changes may have been missed: read everything
again. A message's \`id\` is its position, which is also what \`Muster-Position\` and
\`Muster-Min-Position\` speak of. Open the stream first, then read.`.replaceAll("\n", " ");

export const changeRoutes: FastifyPluginAsyncZod<{ readonly changes: ChangeFeed }> = async (
  app,
  { changes },
) => {
  // Connections that wait would hold up the end.
  app.addHook("preClose", () => changes.stop());

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/changes",
    // Nothing to be told without a body.
    exposeHeadRoute: false,
    schema: {
      operationId: "WatchChanges",
      tags: ["Changes"],
      summary: "Tells live what changed in the organization, as far as the caller may see it.",
      description,
      params: z.object({ organizationId: id }),
      querystring: z.strictObject({ follow }),
      headers: z.object({ "last-event-id": lastEventId }),
      response: {
        200: { content: { "text/event-stream": { schema: z.string() } } },
      },
    },
    async handler(request, reply) {
      const { caller, params, query, headers } = request;
      const { organizationId } = params;
      await requireChangesInView(contextOf(request), organizationId);
      const stream = openEventStream(reply.raw);
      const after = headers["last-event-id"];
      const watch = { caller, organizationId, after, follow: query.follow !== false };
      const leave = await changes.watch(watch, stream);
      // Also where the reader has left already.
      void stream.over.then(leave);
      reply.headers({
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        connection: "close",
      });
      return sendAsIs(reply, "text/event-stream", stream.body);
    },
  });
};

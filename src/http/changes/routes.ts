/** /v1/organizations/{o}/changes: live changes as server-sent events. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { requireChangesInView } from "../../commands/changes/sight.ts";
import type { ChangeFeed } from "../../commands/changes/watch-changes.ts";
import { id, position } from "../../domain/primitives.ts";
import { openEventStream } from "./event-stream.ts";
import { sendAsIs } from "../kit/answers.ts";
import { contextOf } from "../kit/command-context.ts";
import { flag } from "../kit/lists.ts";

const lastEventId = position
  .optional()
  .describe("The last position that the client has seen. Without it the stream starts now.");

const follow = flag.describe(
  "With `false` the stream ends after the kept changes instead of waiting for more.",
);

const description = `A \`change\` message has \`data\` such as
\`{"type":"OrgRoleChanged","userId":"...","actor":{"userId":"...","name":"..."},"position":"42",
"occurredAt":"..."}\`, with a \`solutionId\` if it concerns a solution. The actor has a
\`name\` if they are a member who has one, or \`erased\`. Tokens need the scope \`users:view\`, or
\`audit:read\` to see all that their owner's role allows. It says that something changed, not how: read the
resource again. Reads already show every change that was sent. A \`reset\` message says that changes may be
missing: read everything again. A message's \`id\` is its position, as in \`Muster-Position\` and
\`Muster-Min-Position\`. Open the stream first, then read.`.replaceAll("\n", " ");

export const changeRoutes: FastifyPluginAsyncZod<{ readonly changes: ChangeFeed }> = async (
  app,
  { changes },
) => {
  // Open streams would delay the shutdown.
  app.addHook("preClose", () => changes.stop());

  app.route({
    method: "GET",
    url: "/v1/organizations/:organizationId/changes",
    // Without a body there is nothing to stream.
    exposeHeadRoute: false,
    // A page opens it by itself, again after each lost connection.
    config: { isBackground: true },
    schema: {
      operationId: "WatchChanges",
      tags: ["Changes"],
      summary: "Streams the organization's changes that the caller may see, as they happen.",
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
      // Also runs if the reader has disconnected already.
      void stream.ended.then(leave);
      reply.headers({
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        connection: "close",
      });
      return sendAsIs(reply, "text/event-stream", stream.body);
    },
  });
};

/** DELETE /v1/users/me: erases the caller. */
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { eraseCaller } from "../../commands/erasure/erase-user.ts";
import { noContent } from "../kit/answers.ts";
import { run } from "../kit/command-context.ts";
import { nothing } from "../kit/schemas.ts";
import { clearSessionCookie } from "../plugins/session-cookie.ts";

const erasure = z
  .strictObject({ forgetMe: z.literal(true, "must be true, because erasure cannot be undone") })
  .meta({ id: "Erasure" });

export const erasureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.route({
    method: "DELETE",
    url: "/v1/users/me",
    config: { isConditional: true },
    schema: {
      operationId: "EraseMe",
      tags: ["The caller"],
      summary: "Erases the caller's personal data for good; the log keeps what they did.",
      body: erasure,
      response: { 204: nothing },
    },
    async handler(request, reply) {
      await run(request, reply, eraseCaller);
      clearSessionCookie(reply);
      return noContent(reply);
    },
  });
};

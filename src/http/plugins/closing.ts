/** While the service stops, it takes nothing new, and every answer ends its connection. */
import type { FastifyInstance } from "fastify";
import { Refused } from "../../commands/refused.ts";

export function useClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onRequest", async () => {
    if (isClosing) throw new Refused("unavailable", "The service is stopping; try again.");
  });
  // A connection that is kept would hold up the end.
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
}

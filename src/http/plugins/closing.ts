/** While the service stops, every answer ends its connection: a kept one would hold up the end. */
import type { FastifyInstance } from "fastify";

export function useClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
}

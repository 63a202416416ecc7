/** While the service stops, it takes nothing new, and every answer ends its connection. */
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";

export function useClosing(app: FastifyInstance): void {
  let isClosing = false;
  const connections = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  app.addHook("preClose", async () => {
    isClosing = true;
    // On which nothing was asked yet: clients open some ahead, and the server takes them for busy.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
  app.addHook("onRequest", async () => {
    if (isClosing) throw new RejectedError("unavailable", "The service is stopping; try again.");
  });
  // A connection that is kept would hold up the end.
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
}

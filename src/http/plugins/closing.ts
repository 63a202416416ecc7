/** While the service stops, it refuses new requests and closes each connection after its answer. */
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
    // Clients open connections ahead of use. Node counts them as busy, so that close() would wait.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
  app.addHook("onRequest", (_request, _reply, done) => {
    if (isClosing) throw new RejectedError("unavailable", "The service is stopping. Try again.");
    done();
  });
  // Kept connections would delay the shutdown.
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isClosing) reply.header("connection", "close");
    done();
  });
}

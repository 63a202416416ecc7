/**
 * How many requests of one caller are worked on at once; more wait. Otherwise one caller with many
 * connections takes the event loop and the database from everybody, within the rate that a caller may have.
 */
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** Lets another request of the caller begin. */
    endTurn: (() => void) | undefined;
  }
}

/** Must be registered after authentication. */
export function useRequestsAtOnce(app: FastifyInstance): void {
  const { requests } = app.services.turns;
  app.decorateRequest("endTurn", undefined);
  // Not before the body has arrived: a request whose client leaves meanwhile never ends.
  app.addHook("preValidation", async (request, reply) => {
    const { caller, routeOptions } = request;
    if (caller.via === "SYSTEM" || routeOptions.config.isVital === true) return;
    await app.waitAside(request, async () => {
      const { userId, tokenId, sessionId } = caller;
      request.endTurn = await requests.take({ userId, credential: tokenId ?? sessionId });
    });
    reply.raw.once("close", () => {
      if (reply.sent) request.endTurn?.();
    });
  });
  app.addHook("onSend", ({ endTurn }, _reply, _payload, done) => {
    endTurn?.();
    done();
  });
}

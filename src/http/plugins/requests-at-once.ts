/**
 * How many requests of one caller are worked on at once; more wait. Otherwise one caller with many
 * connections takes the event loop and the database from everybody, within the rate that a caller may have.
 */
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** Lets another request of the caller begin. */
    endTurn: (() => void) | undefined;
    isBodyRead: boolean;
  }
}

/** Must be registered after authentication. */
export function useRequestsAtOnce(app: FastifyInstance): void {
  const { requests } = app.services.turns;
  app.decorateRequest("endTurn", undefined);
  app.decorateRequest("isBodyRead", false);
  app.addHook("onRequest", async (request, reply) => {
    const { caller, routeOptions } = request;
    if (caller.via === "SYSTEM" || routeOptions.config.isVital === true) return;
    let end: () => void = () => undefined;
    await app.waitAside(request, async () => {
      end = await requests.take({ userId: caller.userId });
      request.endTurn = end;
    });
    reply.raw.once("close", () => {
      if (reply.sent) end();
    });
  });
  app.addHook("preValidation", async (request) => {
    request.isBodyRead = true;
  });
  // Work continues after its client has left; a body that will not arrive ends the turn.
  app.addHook("onRequestAbort", async ({ isBodyRead, endTurn }) => {
    if (!isBodyRead) endTurn?.();
  });
  app.addHook("onSend", async ({ endTurn }) => endTurn?.());
}

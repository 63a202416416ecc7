/**
 * How many bytes of bodies one caller may have here at once: arriving, waiting for a turn or worked on. Many
 * large requests at once would otherwise fill the memory while they wait.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addTo, usedUp } from "../../commands/kit/turns.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Bytes of its body that are counted for its caller. */
    heldBytes: number;
    hasBody: boolean;
  }
}

/** Must be registered after authentication, which refuses callers before their body is read. */
export function useBodiesAtOnce(app: FastifyInstance): void {
  const { clock, limits } = app.services;
  const atMost = limits.bodyBytesAtOncePerCaller;
  const held = new Map<string, number>();
  app.decorateRequest("heldBytes", 0);
  app.decorateRequest("hasBody", false);
  app.addHook("preParsing", (request, reply, _payload, done) => {
    const { caller, headers, routeOptions } = request;
    // A body without a length is bounded by its route.
    const isChunked = headers["transfer-encoding"] !== undefined;
    const bytes = Number(headers["content-length"] ?? (isChunked ? routeOptions.bodyLimit : 0));
    // Public routes have small bodies.
    if (!(bytes > 0) || caller.via === "SYSTEM") return done();
    const { userId } = caller;
    const before = held.get(userId) ?? 0;
    if (before > 0 && before + bytes > atMost) {
      const advice =
        ": bytes of bodies of requests in progress. Wait until one ends, then try again.";
      return done(usedUp(clock, `bodyBytesAtOncePerCaller of ${atMost}`, advice));
    }
    addTo(held, userId, bytes);
    request.heldBytes = bytes;
    // The work goes on after its client leaves, but a body that will never arrive is forgotten.
    reply.raw.once("close", () => {
      if (reply.sent || !request.hasBody) release(request);
    });
    done();
  });
  app.addHook("preValidation", (request, _reply, done) => {
    request.hasBody = true;
    done();
  });
  app.addHook("onSend", (request, _reply, _payload, done) => {
    release(request);
    done();
  });

  function release(request: FastifyRequest): void {
    if (request.heldBytes === 0) return;
    addTo(held, request.caller.userId, -request.heldBytes);
    request.heldBytes = 0;
  }
}

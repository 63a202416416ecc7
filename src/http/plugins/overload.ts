/** Under more load than it can carry the service says so at once, and goes on with what it has begun. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import type { Config } from "../../platform/config.ts";
import { watchEventLoop } from "./event-loop.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Is it counted as being worked on? */
    isInFlight: boolean;
  }
}

export function useOverload(
  app: FastifyInstance,
  { MAX_IN_FLIGHT, MAX_EVENT_LOOP_DELAY }: Pick<Config, "MAX_IN_FLIGHT" | "MAX_EVENT_LOOP_DELAY">,
): void {
  const { metrics } = app.services;
  const eventLoop = watchEventLoop(MAX_EVENT_LOOP_DELAY);
  app.addHook("onClose", async () => eventLoop.stop());
  let inFlight = 0;
  app.decorateRequest("isInFlight", false);
  app.addHook("onRequest", (request, reply, done) => {
    if (isVital(request)) return done();
    // The work on a request goes on where its client goes away, and ends with `onSend`. Only an answer
    // that was taken out of Fastify's hands ends with its connection.
    reply.raw.once("close", () => {
      if (reply.sent) leave(request);
    });
    done(enter(request));
  });
  // A body that is still on its way is no work yet; a slow client takes nobody's place.
  app.addHook("preParsing", (request, _reply, _payload, done) => {
    leave(request);
    done();
  });
  app.addHook("preValidation", (request, _reply, done) => done(enter(request)));
  app.addHook("onSend", (request, _reply, _payload, done) => {
    leave(request);
    done();
  });

  function enter(request: FastifyRequest): RejectedError | undefined {
    if (isVital(request)) return undefined;
    if (inFlight >= MAX_IN_FLIGHT || eventLoop.isLate()) {
      return new RejectedError("unavailable", "Too much is going on at once; try again.");
    }
    inFlight += 1;
    metrics.inFlight(1);
    request.isInFlight = true;
    return undefined;
  }

  function leave(request: FastifyRequest): void {
    if (!request.isInFlight) return;
    inFlight -= 1;
    metrics.inFlight(-1);
    request.isInFlight = false;
  }
}

const isVital = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.isVital === true;

/** Under too much load the service refuses new requests at once and finishes those it has begun. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import type { Config } from "../../platform/config.ts";
import { watchEventLoop } from "./event-loop.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Does it count as in progress? */
    isInFlight: boolean;
  }
  interface FastifyInstance {
    /**
     * Waits without counting as in progress.
     * @throws RejectedError `unavailable` if the service is overloaded afterwards; what the wait throws
     */
    readonly waitAside: (request: FastifyRequest, wait: () => Promise<void>) => Promise<void>;
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
  app.decorate("waitAside", async (request: FastifyRequest, wait: () => Promise<void>) => {
    leave(request);
    await wait();
    const refused = enter(request);
    if (refused) throw refused;
  });
  app.addHook("onRequest", (request, reply, done) => {
    if (isVital(request)) return done();
    // Work continues after a client disconnects and ends with `onSend`. Only an answer that is sent
    // outside Fastify ends with its connection.
    reply.raw.once("close", () => {
      if (reply.sent) leave(request);
    });
    done(enter(request));
  });
  // A body that is still arriving is no work yet, so slow clients must not take up places.
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
      return new RejectedError("unavailable", "The service is overloaded. Try again.");
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

/** Under more load than it can carry the service says so at once, and goes on with what it has begun. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refused } from "../../commands/refused.ts";
import type { Config } from "../../config.ts";
import { watchEventLoop } from "../event-loop.ts";

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
  const count = (request: FastifyRequest, change: 1 | -1): void => {
    inFlight += change;
    request.isInFlight = change === 1;
    metrics.inFlight(change);
  };

  app.decorateRequest("isInFlight", false);
  app.addHook("onRequest", async (request, reply) => {
    if (isVital(request)) return;
    if (inFlight >= MAX_IN_FLIGHT || eventLoop.isLate()) throw overloaded();
    count(request, 1);
    // The work on a request goes on where its client goes away, and ends with `onSend`. Only an answer
    // that was taken out of Fastify's hands ends with its connection.
    reply.raw.once("close", () => {
      if (reply.sent && request.isInFlight) count(request, -1);
    });
  });
  app.addHook("onSend", async (request) => {
    if (request.isInFlight) count(request, -1);
  });
}

const isVital = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.isVital === true;

function overloaded(): Refused {
  return new Refused("unavailable", "Too much is going on at once; try again.");
}

/** Measures the requests and commands of every route. */
import type { FastifyInstance } from "fastify";
import type { CommandOutcome } from "../../platform/metrics.ts";
import { routeNameOf } from "../kit/api-paths.ts";
import { commandOf } from "../kit/command-context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** When its command began, by `performance.now()`. */
    commandBeganAt: number | undefined;
  }
}

/** Registered last, so that a command's time excludes the hooks that may refuse it. */
export function useMeasurements(app: FastifyInstance): void {
  const { metrics } = app.services;
  app.decorateRequest("commandBeganAt", undefined);

  app.addHook("preHandler", (request, _reply, done) => {
    if (commandOf(request) !== undefined) request.commandBeganAt = performance.now();
    done();
  });

  app.addHook("onSend", (request, { statusCode }, _payload, done) => {
    const { commandBeganAt } = request;
    const command = commandOf(request);
    if (commandBeganAt !== undefined && command !== undefined) {
      request.commandBeganAt = undefined;
      metrics.command(command, resultOf(statusCode), (performance.now() - commandBeganAt) / 1000);
    }
    done();
  });

  app.addHook("onResponse", (request, { statusCode, elapsedTime }, done) => {
    const labels = { method: request.method, route: routeNameOf(request), status: statusCode };
    metrics.request(labels, elapsedTime / 1000);
    done();
  });
}

function resultOf(status: number): CommandOutcome {
  if (status < 400) return "done";
  return status < 500 ? "refused" : "failed";
}

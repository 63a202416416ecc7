/** One line per request: who, what, how it ended, how long it took. No query, body or credential. */
import type { FastifyInstance } from "fastify";

export function useRequestLog(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions, caller } = request;
    request.log.info(
      {
        method,
        route: routeOptions.url ?? "none",
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        userId: caller?.userId,
      },
      "request",
    );
  });
}

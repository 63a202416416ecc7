/** Logs one line per request: caller, route, status and duration, but no query, body or credential. */
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** The code of the problem that answered it. */
    problemCode: string | undefined;
  }
}

export function useRequestLog(app: FastifyInstance): void {
  app.decorateRequest("problemCode", undefined);
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions, caller, problemCode } = request;
    request.log.info(
      {
        method,
        route: routeOptions.url ?? "none",
        status: reply.statusCode,
        code: problemCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        userId: caller?.via === "SYSTEM" ? undefined : caller?.userId,
      },
      "request",
    );
  });
}

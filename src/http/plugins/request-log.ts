/**
 * Logs one line per request: caller, route, status and duration, but no query, body or credential. The pages
 * and files of the console that are sent are left out: one page loads dozens.
 */
import type { FastifyInstance } from "fastify";
import { consolePathOf, routeNameOf } from "../kit/api-paths.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The code of the problem that answered it. */
    problemCode: string | undefined;
  }
}

export function useRequestLog(app: FastifyInstance): void {
  app.decorateRequest("problemCode", undefined);
  app.addHook("onResponse", (request, reply, done) => {
    const { method, caller, problemCode } = request;
    if (consolePathOf(request) !== undefined && reply.statusCode < 400) return done();
    request.log.info(
      {
        method,
        route: routeNameOf(request),
        status: reply.statusCode,
        code: problemCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        userId: caller?.via === "SYSTEM" ? undefined : caller?.userId,
      },
      "request",
    );
    done();
  });
}

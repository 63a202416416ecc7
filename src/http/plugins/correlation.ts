/** One id that ties a request, its answer, its log lines and its events together. */
import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** version, trace id, parent id, flags (W3C Trace Context). */
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** What is taken over from a client: short and printable, or it is ignored. */
const requestId = /^[\x21-\x7e]{1,128}$/;

/** The trace id of `traceparent`, else `X-Request-Id`, else a new one. For Fastify's `genReqId`. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const trace = traceparent.exec(String(headers.traceparent ?? ""))?.[1];
  if (trace !== undefined && !/^0+$/.test(trace)) return trace;
  const given = headers["x-request-id"];
  return typeof given === "string" && requestId.test(given) ? given : randomUUID();
}

export function useCorrelation(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
}

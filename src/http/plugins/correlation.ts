/** The correlation id that a request shares with its answer, its log lines and its events. */
import type { FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { RemoteParent } from "../../platform/tracing.ts";

/**
 * version, trace id, parent id, flags (W3C Trace Context). All-zero ids are invalid, and so is version ff. Later
 * versions may have more fields.
 */
const traceparent =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
/** A client's id stays in the log for good, so it must be short and printable and not an address. */
const requestId = /^[\x21-\x3f\x41-\x7e]{1,128}$/;

/** The trace id of `traceparent`, else `X-Request-Id`, else a new one. For Fastify's `genReqId`. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const parent = remoteParentOf({ headers });
  if (parent !== undefined) return parent.traceId;
  const given = headers["x-request-id"];
  return typeof given === "string" && requestId.test(given) ? given : randomUUID();
}

/** The caller's span from `traceparent`. */
export function remoteParentOf({
  headers,
}: Pick<IncomingMessage, "headers">): RemoteParent | undefined {
  const found = traceparent.exec(String(headers.traceparent ?? "")) ?? [];
  const [, version, traceId, spanId, flags, more] = found;
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === "00" && more !== undefined) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

export function useCorrelation(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
}

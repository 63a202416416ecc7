/** A span for each request, a child of its caller's, and one in it for its command. */
import type { FastifyInstance } from "fastify";
import type { Span, Tracing } from "../../platform/tracing.ts";
import { commandOf } from "../kit/command-context.ts";
import { remoteParentOf } from "./correlation.ts";

declare module "fastify" {
  interface FastifyRequest {
    span: Span | undefined;
    commandSpan: Span | undefined;
  }
}

/** First of the conventions: what comes after is in the span. */
export function useRequestSpans(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest("span", undefined);

  app.addHook("onRequest", (request, _reply, done) => {
    const { method, raw, id } = request;
    const attributes = { "http.request.method": method, "muster.correlation_id": id };
    request.span = tracing.begin(method, attributes, remoteParentOf(raw));
    request.span.run(done);
  });

  app.addHook("onResponse", async ({ span, method, routeOptions }, { statusCode }) => {
    const route = routeOptions.url ?? "none";
    const attributes = { "http.route": route, "http.response.status_code": statusCode };
    span?.end(attributes, { name: `${method} ${route}`, isFailure: statusCode >= 500 });
  });

  app.addHook("onRequestAbort", async ({ span }) => {
    span?.end({ "error.type": "aborted" }, { isFailure: true });
  });
}

/** Last of the conventions: a command begins once nothing refuses it any more but itself. */
export function useCommandSpans(app: FastifyInstance): void {
  app.decorateRequest("commandSpan", undefined);

  app.addHook("preHandler", (request, _reply, done) => {
    const command = commandOf(request);
    request.commandSpan = command === undefined ? undefined : request.span?.child(command);
    // Where a body was read, the request's own span is no longer the current one.
    const span = request.commandSpan ?? request.span;
    if (span === undefined) done();
    else span.run(done);
  });

  app.addHook("onSend", async ({ commandSpan }, { statusCode }) => {
    commandSpan?.end({}, { isFailure: statusCode >= 500 });
  });
}

/** Traces each request as a child of its caller's span, and its command as a child of that. */
import type { FastifyInstance } from "fastify";
import type { Span, Tracing } from "../../platform/tracing.ts";
import { routeNameOf } from "../kit/api-paths.ts";
import { commandOf } from "../kit/command-context.ts";
import { remoteParentOf } from "./correlation.ts";

declare module "fastify" {
  interface FastifyRequest {
    span: Span | undefined;
    commandSpan: Span | undefined;
  }
}

/** Registered first, so that everything after it is inside the span. */
export function useRequestSpans(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest("span", undefined);

  app.addHook("onRequest", (request, _reply, done) => {
    const { method, raw, id } = request;
    const attributes = { "http.request.method": method, "muster.correlation_id": id };
    request.span = tracing.begin(method, attributes, remoteParentOf(raw));
    request.span.run(done);
  });

  app.addHook("onResponse", async (request, { statusCode }) => {
    const { span, method } = request;
    const route = routeNameOf(request);
    const attributes = { "http.route": route, "http.response.status_code": statusCode };
    span?.end(attributes, { name: `${method} ${route}`, isFailure: statusCode >= 500 });
  });

  app.addHook("onRequestAbort", async ({ span }) => {
    span?.end({ "error.type": "aborted" }, { isFailure: true });
  });
}

/** Registered last, so that a command's span excludes the hooks that may refuse it. */
export function useCommandSpans(app: FastifyInstance): void {
  app.decorateRequest("commandSpan", undefined);

  app.addHook("preHandler", (request, _reply, done) => {
    const command = commandOf(request);
    request.commandSpan = command === undefined ? undefined : request.span?.child(command);
    // After a body was read, the request's span is no longer the current one.
    const span = request.commandSpan ?? request.span;
    if (span === undefined) done();
    else span.run(done);
  });

  app.addHook("onSend", async ({ commandSpan }, { statusCode }) => {
    commandSpan?.end({}, { isFailure: statusCode >= 500 });
  });
}

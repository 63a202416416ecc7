/**
 * Traces by OpenTelemetry, sent to a collector as OTLP (JSON over HTTP). The SDK is loaded where a
 * collector is set, and only there: without one nothing of it is paid for.
 */
import type { Context, Span as OpenSpan } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "pino";
import manifest from "../../package.json" with { type: "json" };

export type Attributes = Readonly<Record<string, string | number>>;

/** Another service's span, of which ours is a child. */
export interface RemoteParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
}

export interface Span {
  /** Runs the work in this span: spans that it begins, then or later, are its children. */
  run(work: () => void): void;
  /** A span in this one. */
  child(name: string): Span;
  /** Ends it; ended already, it stays as it was. */
  end(
    attributes: Attributes,
    outcome?: { readonly name?: string; readonly isFailure: boolean },
  ): void;
}

export interface Tracing {
  /** Begins the span of a request. */
  begin(name: string, attributes: Attributes, parent: RemoteParent | undefined): Span;
  /** Does the work in a span of the current one; where there is none, without. */
  within<Result>(
    name: string,
    attributes: Attributes,
    work: () => Promise<Result>,
  ): Promise<Result>;
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

/** So that a collector that is away does not hold up the end. */
const stopMilliseconds = 3_000;

/**
 * @param endpoint base address of the collector, without a slash at its end. The standard
 *   `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_TRACES_SAMPLER` are minded too.
 */
export async function openTracing(endpoint: string, log: Logger): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": manifest.name,
      "service.version": manifest.version,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor(telling(exporter, log))],
  });
  const tracer = provider.getTracer(manifest.name, manifest.version);
  // Not the API's global one: several services may live in one process.
  const current = new AsyncLocalStorage<Context>();

  function open(name: string, attributes: Attributes, parent: Context): Span {
    const span = tracer.startSpan(name, { attributes: { ...attributes } }, parent);
    const context = api.trace.setSpan(parent, span);
    return {
      run: (work) => current.run(context, work),
      child: (childName) => open(childName, {}, context),
      end(more, { name: newName, isFailure } = { isFailure: false }) {
        if (!span.isRecording()) return;
        if (newName !== undefined) span.updateName(newName);
        finish(span, more, isFailure);
      },
    };
  }

  function finish(span: OpenSpan, attributes: Attributes, isFailure: boolean): void {
    span.setAttributes({ ...attributes });
    if (isFailure) span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end();
  }

  return {
    begin(name, attributes, parent) {
      if (parent === undefined) return open(name, attributes, api.ROOT_CONTEXT);
      const { traceId, spanId, flags } = parent;
      const remote = { traceId, spanId, traceFlags: flags, isRemote: true };
      return open(name, attributes, api.trace.setSpanContext(api.ROOT_CONTEXT, remote));
    },

    async within(name, attributes, work) {
      const parent = current.getStore();
      if (parent === undefined) return work();
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, parent);
      let isFailure = true;
      try {
        const result = await work();
        isFailure = false;
        return result;
      } finally {
        finish(span, {}, isFailure);
      }
    },

    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, stopMilliseconds);
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

/** Failures are logged: the first one, and again the first after a success. */
function telling(exporter: SpanExporter, log: Logger): SpanExporter {
  let isFailing = false;
  return {
    export(spans, settle) {
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isFailing) {
          log.warn(
            { err: error },
            "traces cannot be delivered; what does not fit in memory is dropped",
          );
        }
        isFailing = error !== undefined;
        settle(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

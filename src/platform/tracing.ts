/**
 * Traces by OpenTelemetry, sent to a collector as OTLP (JSON over HTTP). The SDK is loaded only if a
 * collector is configured, because loading it costs time and memory.
 */
import type { Context, Span as OpenSpan } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "pino";
import { inTime } from "./in-time.ts";
import manifest from "../../package.json" with { type: "json" };

type Attributes = Readonly<Record<string, string | number>>;

/** The caller's span, the parent of the request's span. */
export interface RemoteParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
}

export interface Span {
  /** Runs the work in this span: spans that the work begins, now or later, are children. */
  run(work: () => void): void;
  /** Begins a child span. */
  child(name: string): Span;
  /** Ends the span; does nothing if it has ended. */
  end(
    attributes: Attributes,
    outcome?: { readonly name?: string; readonly isFailure: boolean },
  ): void;
}

export type Tracing = Awaited<ReturnType<typeof openTracing>>;

/** An unreachable collector must not delay the end of the service. */
const stopMilliseconds = 3_000;

/**
 * @param endpoint base address of the collector, without a slash at its end. The standard variables
 *   `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_TRACES_SAMPLER` apply too.
 */
export async function openTracing(endpoint: string, log: Logger) {
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
    spanProcessors: [new sdk.BatchSpanProcessor(logFailures(exporter, log))],
  });
  const tracer = provider.getTracer(manifest.name, manifest.version);
  // Not the API's global context: tests run several services in one process.
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
    /** Begins the span of a request. */
    begin(name: string, attributes: Attributes, parent: RemoteParent | undefined): Span {
      if (parent === undefined) return open(name, attributes, api.ROOT_CONTEXT);
      const { traceId, spanId, flags } = parent;
      const remote = { traceId, spanId, traceFlags: flags, isRemote: true };
      return open(name, attributes, api.trace.setSpanContext(api.ROOT_CONTEXT, remote));
    },

    /** Runs the work in a child of the current span, or without a span if there is none. */
    async within<Result>(
      name: string,
      attributes: Attributes,
      work: () => Promise<Result>,
    ): Promise<Result> {
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

    /** Sends the remaining spans, for a few seconds at most. */
    async stop(): Promise<void> {
      await inTime(stopMilliseconds, provider.shutdown()).catch(() => undefined);
    },
  };
}

/** Logs the first failure, and again the first one after a success. */
function logFailures(exporter: SpanExporter, log: Logger): SpanExporter {
  let isFailing = false;
  return {
    export(spans, settle) {
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isFailing) {
          log.warn(
            { err: error },
            "traces cannot be delivered: check OTEL_EXPORTER_OTLP_ENDPOINT; spans that do not fit in memory are dropped",
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

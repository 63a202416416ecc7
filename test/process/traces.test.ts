/** Traces: a real service sends its spans to a real collector; an unreachable one does no harm. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Collector, type ReceivedSpan, startCollector } from "../support/collector.ts";
import { removeDataDir, type Service, startService, temporaryDataDir } from "../support/process.ts";
import { eventually } from "../support/eventually.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const callersSpan = "00f067aa0ba902b7";

let dataDir: string;
let service: Service;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(() => service.end("SIGKILL"));

afterAll(() => removeDataDir(dataDir));

const invite = (email: string, headers: Record<string, string> = {}) =>
  service.call("POST", `/v1/organizations/${service.firstRun.organizationId}/members`, {
    token: service.firstRun.sessionToken,
    body: { email, firstName: "Ada", lastName: "Byron" },
    headers,
  });

describe("with OTEL_EXPORTER_OTLP_ENDPOINT", () => {
  let collector: Collector;

  beforeAll(async () => {
    collector = await startCollector();
    service = await startService(dataDir, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=muster",
    });
    const traceparent = `00-${traceId}-${callersSpan}-01`;
    const answer = await invite("ada@example.com", { traceparent });
    expect(answer.status).toBe(201);
    await service.call("GET", "/v1/users/me");
    // Well before the exporter's own interval: the service sends the remaining spans when it stops.
    expect(await service.end("SIGTERM")).toBe(0);
  });

  afterAll(() => collector.stop());

  const spanNamed = (name: string): ReceivedSpan => {
    const found = collector.spans.filter((span) => span.name === name);
    expect(found, name).not.toHaveLength(0);
    return found.at(-1) as ReceivedSpan;
  };

  test("a request is a span in the trace of its caller", () => {
    expect(spanNamed("POST /v1/organizations/:organizationId/members")).toMatchObject({
      traceId,
      parentSpanId: callersSpan,
      attributes: {
        "http.request.method": "POST",
        "http.route": "/v1/organizations/:organizationId/members",
        "http.response.status_code": 201,
        "muster.correlation_id": traceId,
      },
    });
  });

  test("a request's span contains its command's, which contains the appends and the wait for the projection", () => {
    const request = spanNamed("POST /v1/organizations/:organizationId/members");
    const command = spanNamed("InviteUser");
    expect(command).toMatchObject({ traceId, parentSpanId: request.spanId });
    const inside = collector.spans.filter(({ parentSpanId }) => parentSpanId === command.spanId);
    const names = inside.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(["append", "wait for the projection"]));
    const written = inside.map(({ attributes }) => attributes["muster.stream.category"]);
    expect(written).toContain("member");
  });

  test("a request without a trace begins a new one", () => {
    const span = spanNamed("GET /v1/users/me");
    expect(span.traceId).not.toBe(traceId);
    expect(span.parentSpanId ?? "").toBe("");
    expect(span.attributes).toMatchObject({ "http.response.status_code": 401 });
    expect(span.status ?? 0).toBe(0);
  });

  test("spans name the service, and the exporter's standard variables apply", () => {
    expect(collector.resources[0]).toMatchObject({ "service.name": "muster" });
    expect(collector.headers[0]).toMatchObject({ "x-tenant": "muster" });
  });

  test("traces contain nothing personal or secret", () => {
    expect(collector.text()).not.toMatch(/ada@example|Byron|mst_/);
  });
});

test("an unreachable collector disturbs neither the service nor its stop", async () => {
  service = await startService(dataDir, {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
    OTEL_EXPORTER_OTLP_TIMEOUT: "1000",
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) => invite(`away-${number}@example.com`)),
  );
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  await eventually(() => service.output().includes("traces cannot be"), "the failure is logged");
  expect((await service.call("GET", "/health/ready")).status).toBe(200);
  expect(await service.end("SIGTERM")).toBe(0);
});

test("a collector that never answers does not delay the stop", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  service = await startService(dataDir, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_TIMEOUT: "3600000",
  });
  await invite("silent@example.com");
  // If stopping took longer than main.ts allows, the exit code would be another one.
  expect(await service.end("SIGTERM")).toBe(0);
  silent.close();
});

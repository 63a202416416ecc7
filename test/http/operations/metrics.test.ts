/** The Prometheus metrics, which nobody can read unless a port or a token is set. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type MetricsListener,
  listenForMetrics,
} from "../../../src/http/operations/metrics-listener.ts";
import { startTestService, type TestService } from "../../support/http.ts";

const token = "a-token-for-prometheus";

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ environment: { METRICS_TOKEN: token } });
});

afterAll(() => service.stop());

const asked = (authorization?: string, app = service.app) =>
  app.inject({
    method: "GET",
    url: "/metrics",
    headers: authorization === undefined ? {} : { authorization },
  });

/** The value of a sample, with its labels in any order. */
async function sample(name: string, labels: Record<string, string> = {}): Promise<number> {
  const text = await service.services.metrics.text();
  const line = text
    .split("\n")
    .filter((each) => each.startsWith(`${name}{`) || each.startsWith(`${name} `))
    .find((each) =>
      Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
    );
  return Number(line?.split(" ").at(-1) ?? 0);
}

describe("access", () => {
  test("without a port and a token there are no metrics", async () => {
    const closed = await startTestService();
    try {
      const answer = await asked(`Bearer ${closed.owner}`, closed.app);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: "not-found" });
    } finally {
      await closed.stop();
    }
  });

  test("the holder of METRICS_TOKEN reads them in Prometheus' format", async () => {
    const answer = await asked(`Bearer ${token}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.body).toMatch(/^# TYPE muster_http_request_duration_seconds histogram$/m);
    expect(answer.body).toMatch(/^# TYPE nodejs_eventloop_lag_seconds gauge$/m);
    expect(answer.body).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test.each([
    ["without a token", () => undefined],
    ["with another token", () => "Bearer something-else"],
    ["with a prefix of the token", () => `Bearer ${token.slice(0, -1)}`],
    ["as an owner of an organization", () => `Bearer ${service.owner}`],
    ["with another scheme", () => `Basic ${btoa(`:${token}`)}`],
  ])("nobody reads them %s", async (_name, authorization) => {
    const answer = await asked(authorization());
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer /);
    expect(answer.body).not.toContain("muster_");
  });

  test("the route is not part of the published API", () => {
    expect(JSON.stringify(service.app.swagger())).not.toContain("/metrics");
  });
});

describe("at a separate port", () => {
  let listener: MetricsListener | undefined;

  afterEach(async () => {
    await listener?.close();
  });

  const listen = async (with_: string | undefined) => {
    listener = await listenForMetrics(service.services.metrics, with_, "127.0.0.1", 0);
    return listener.url;
  };

  test("everybody who reaches the port reads the metrics and nothing else", async () => {
    const url = await listen(undefined);
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^muster_events_appended_total \d+$/m);
    for (const path of ["/", "/v1/users/me", "/health/live"]) {
      expect((await fetch(url + path)).status, path).toBe(404);
    }
    expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(404);
  });

  test("the token is required there too if it is set", async () => {
    const url = await listen(token);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(200);
  });
});

describe("the metrics count", () => {
  test("requests by method, route template and status, without ids", async () => {
    const name = "muster_http_request_duration_seconds_count";
    const labels = {
      method: "GET",
      route: "/v1/organizations/:organizationId",
      status: "200",
    };
    const before = await sample(name, labels);
    const path = `/v1/organizations/${service.organizationId}`;
    await service.call("GET", path, { token: service.owner });
    await service.call("GET", path, { token: service.owner });
    expect((await sample(name, labels)) - before).toBe(2);
    await service.call("GET", `${path}/nowhere/${service.ownerId}`, { token: service.owner });
    expect(await sample(name, { route: "none", status: "404" })).toBeGreaterThan(0);
    const text = await service.services.metrics.text();
    expect(text).not.toContain(service.organizationId);
    expect(text).not.toContain(service.ownerId);
  });

  test("commands by name and result, but not repeats under an idempotency key", async () => {
    const name = "muster_command_duration_seconds_count";
    const labels = { command: "CreateOrganization", result: "done" };
    const before = await sample(name, labels);
    const create = () =>
      service.call("POST", "/v1/organizations", {
        token: service.owner,
        body: { name: "Measured" },
        headers: { "idempotency-key": "measured" },
      });
    await create();
    expect((await create()).headers["idempotency-replayed"]).toBe("true");
    expect((await sample(name, labels)) - before).toBe(1);
    const path = `/v1/organizations/${service.organizationId}/members/${service.ownerId}`;
    await service.call("DELETE", path, { token: service.owner });
    expect(await sample(name, { command: "RemoveUser", result: "refused" })).toBe(1);
  });

  test("events, and how many appends were grouped", async () => {
    const events = await sample("muster_events_appended_total");
    const appends = await sample("muster_append_batch_size_sum");
    const batches = await sample("muster_append_batch_size_count");
    await Promise.all(
      ["a", "b", "c"].map((name) =>
        service.call("POST", "/v1/organizations", { token: service.owner, body: { name } }),
      ),
    );
    const appended = (await sample("muster_append_batch_size_sum")) - appends;
    expect(appended).toBeGreaterThanOrEqual(3);
    expect((await sample("muster_append_batch_size_count")) - batches).toBeLessThanOrEqual(
      appended,
    );
    expect((await sample("muster_events_appended_total")) - events).toBeGreaterThanOrEqual(
      appended,
    );
  });

  test("each projection's current position", async () => {
    const labels = { projection: service.group.name };
    const position = Number(await service.services.store.lastPosition());
    expect(await sample("muster_projection_position", labels)).toBe(position);
    expect(await sample("muster_projection_lag", labels)).toBe(0);
    expect(await sample("muster_projection_stopped", labels)).toBe(0);
  });

  test("everything else if a projection's position cannot be read", async () => {
    const { status } = service.group;
    Object.assign(service.group, { status: () => Promise.reject(new Error("away")) });
    try {
      const { body, statusCode } = await asked(`Bearer ${token}`);
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/^muster_projection_lag\{/m);
      expect(body).toMatch(/^muster_projection_stopped\{/m);
      expect(body).toMatch(/^muster_events_appended_total /m);
    } finally {
      Object.assign(service.group, { status });
    }
  });

  test("mails and pushes by result", async () => {
    const { metrics } = service.services;
    metrics.mail("sent");
    metrics.mail("failed");
    metrics.push("gone");
    expect(await sample("muster_mails_total", { result: "sent" })).toBe(1);
    expect(await sample("muster_mails_total", { result: "failed" })).toBe(1);
    expect(await sample("muster_pushes_total", { result: "gone" })).toBe(1);
  });
});

/** What Prometheus is told, and who may ask: nobody, unless a port or a token is set. */
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

/** The value of a sample; its labels in any order. */
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

describe("who may ask", () => {
  test("with neither a port nor a token there are no metrics", async () => {
    const closed = await startTestService();
    try {
      const answer = await asked(`Bearer ${closed.owner}`, closed.app);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: "not-found" });
    } finally {
      await closed.stop();
    }
  });

  test("the holder of METRICS_TOKEN, in Prometheus' format", async () => {
    const answer = await asked(`Bearer ${token}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.body).toMatch(/^# TYPE muster_http_request_duration_seconds histogram$/m);
    expect(answer.body).toMatch(/^# TYPE nodejs_eventloop_lag_seconds gauge$/m);
    expect(answer.body).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test.each([
    ["without a token", () => undefined],
    ["with another", () => "Bearer something-else"],
    ["with a beginning of it", () => `Bearer ${token.slice(0, -1)}`],
    ["as an owner of an organization", () => `Bearer ${service.owner}`],
    ["by another scheme", () => `Basic ${btoa(`:${token}`)}`],
  ])("nobody %s", async (_name, authorization) => {
    const answer = await asked(authorization());
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer /);
    expect(answer.body).not.toContain("muster_");
  });

  test("it is no part of the published API", () => {
    expect(JSON.stringify(service.app.swagger())).not.toContain("/metrics");
  });
});

describe("at a port of its own", () => {
  let listener: MetricsListener | undefined;

  afterEach(async () => {
    await listener?.close();
  });

  const listen = async (with_: string | undefined) => {
    listener = await listenForMetrics(service.services.metrics, with_, "127.0.0.1", 0);
    return listener.url;
  };

  test("whoever reaches it reads the metrics, and nothing else", async () => {
    const url = await listen(undefined);
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^muster_events_appended_total \d+$/m);
    for (const path of ["/", "/v1/users/me", "/health/live"]) {
      expect((await fetch(url + path)).status, path).toBe(404);
    }
    expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(404);
  });

  test("a token that is set is asked for there too", async () => {
    const url = await listen(token);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(200);
  });
});

describe("what is told", () => {
  test("requests by method, route and status: templates, never ids", async () => {
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

  test("commands by name and how they ended; a repeat under its key is none", async () => {
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

  test("events, and how many appends went together", async () => {
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

  test("where each projection stands, as it is when asked", async () => {
    const labels = { projection: service.group.name };
    const position = Number(await service.services.store.lastPosition());
    expect(await sample("muster_projection_position", labels)).toBe(position);
    expect(await sample("muster_projection_lag", labels)).toBe(0);
    expect(await sample("muster_projection_stopped", labels)).toBe(0);
  });

  test("a projection that cannot be asked is left out, and the rest is told", async () => {
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

  test("mails and pushes by what became of them", async () => {
    const { metrics } = service.services;
    metrics.mail("sent");
    metrics.mail("failed");
    metrics.push("gone");
    expect(await sample("muster_mails_total", { result: "sent" })).toBe(1);
    expect(await sample("muster_mails_total", { result: "failed" })).toBe(1);
    expect(await sample("muster_pushes_total", { result: "gone" })).toBe(1);
  });
});

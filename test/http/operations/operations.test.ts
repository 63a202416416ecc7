/** Health, version and the published documents are public and reveal nothing private. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { buildApp } from "../../../src/http/app.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { routes } from "../../../src/service/features.ts";
import type { OpenAPIV3_1 } from "openapi-types";
import { problemTable } from "../../../src/http/kit/problem-table.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

test("/health/live answers while the process is alive", async () => {
  expect(await service.call("GET", "/health/live")).toMatchObject({
    status: 200,
    body: { status: "ok" },
  });
});

test("/version names what is running", async () => {
  expect((await service.call("GET", "/version")).body).toEqual({
    name: "muster",
    version: manifest.version,
    node: process.versions.node,
  });
});

describe("/health/ready", () => {
  test("names the stores and every projection with its lag", async () => {
    const ready = await service.call("GET", "/health/ready");
    expect(ready).toMatchObject({
      status: 200,
      body: { status: "ok", eventStore: { status: "ok" }, database: { status: "ok" } },
    });
    expect(ready.body.projections).toEqual([
      {
        name: service.group.name,
        status: "ok",
        position: String(await service.services.store.lastPosition()),
        lag: "0",
        lagUnit: "events",
      },
    ]);
  });

  test("is 503 until the first run is finished", async () => {
    const { services, group, changes } = service;
    let isBootstrapped = false;
    const app = await buildApp(services, {
      routes,
      groups: [group],
      changes,
      config: loadConfig({}),
      isBootstrapped: () => isBootstrapped,
    });
    const ready = () => app.inject({ method: "GET", url: "/health/ready" });
    const early = await ready();
    expect(early.statusCode).toBe(503);
    expect(early.json()).toMatchObject({
      status: "failing",
      eventStore: { status: "ok" },
      database: { status: "ok" },
      projections: [{ name: group.name, status: "ok" }],
    });
    isBootstrapped = true;
    expect((await ready()).statusCode).toBe(200);
    await app.close();
  });

  test("is 503 and names the event store while it is unavailable", async () => {
    const { store } = service.services;
    const { lastPosition } = store;
    const away = () => Promise.reject(new Error("connection refused by 10.0.0.1"));
    Object.assign(store, { lastPosition: away });
    try {
      const answer = await service.call("GET", "/health/ready");
      expect(answer).toMatchObject({
        status: 503,
        body: { status: "failing", eventStore: { status: "failing" }, database: { status: "ok" } },
      });
      expect(JSON.stringify(answer.body)).not.toContain("10.0.0.1");
      expect((await service.call("GET", "/health/live")).status).toBe(200);
    } finally {
      Object.assign(store, { lastPosition });
    }
    expect((await service.call("GET", "/health/ready")).status).toBe(200);
  });

  test("is 503 within two seconds while the event store hangs", async () => {
    const { store } = service.services;
    const { lastPosition } = store;
    Object.assign(store, { lastPosition: () => new Promise(() => undefined) });
    try {
      const began = performance.now();
      expect(await service.call("GET", "/health/ready")).toMatchObject({
        status: 503,
        body: { status: "failing", eventStore: { status: "failing" }, database: { status: "ok" } },
      });
      expect(performance.now() - began).toBeLessThan(2_000);
    } finally {
      Object.assign(store, { lastPosition });
    }
  });
});

describe("the published documents", () => {
  const fetched = (url: string) => service.app.inject({ method: "GET", url });

  test("/openapi.json is public and is the app's contract", async () => {
    const answer = await fetched("/openapi.json");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify(service.app.swagger())));
  });

  test("/openapi.json is made once, and not sent to who has it", async () => {
    const { app } = service;
    const first = await fetched("/openapi.json");
    const { swagger } = app;
    Object.assign(app, { swagger: () => expect.unreachable("it was made again") });
    try {
      expect((await fetched("/openapi.json")).body).toBe(first.body);
      await fetched("/openapi.json?again=1");
    } finally {
      Object.assign(app, { swagger });
    }
    const again = await app.inject({
      method: "GET",
      url: "/openapi.json",
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect(again).toMatchObject({ statusCode: 304, body: "" });
  });

  test("/docs is a page that works without the internet", async () => {
    const pages = ["/docs", "/docs/"];
    const seen = new Set<string>();
    let isPage = false;
    for (let path = pages.shift(); path !== undefined; path = pages.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await fetched(path);
      if (answer.statusCode === 302) {
        pages.push(new URL(String(answer.headers.location), "http://muster.test/").pathname);
        continue;
      }
      expect(answer.statusCode, path).toBe(200);
      if (!String(answer.headers["content-type"]).startsWith("text/html")) continue;
      isPage = true;
      const parts = [...answer.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part);
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        const { origin, pathname } = new URL(part ?? "", `http://muster.test${path}`);
        expect(origin, "nothing is fetched from elsewhere").toBe("http://muster.test");
        pages.push(pathname);
      }
    }
    expect(isPage).toBe(true);
    expect([...seen].some((path) => path.endsWith(".js"))).toBe(true);
  });

  test("/docs works below a base path: none of its addresses leaves it", async () => {
    const { body, headers } = await fetched("/docs");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    const addresses = [...body.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, at = ""]) => at);
    expect(addresses.toSorted()).toEqual(["docs/docs.css", "docs/docs.js", "openapi.json"]);
    expect((await fetched("/docs/")).headers.location).toBe("../docs");
    expect((await fetched("/problems/last-owner")).headers.location).toBe(
      "../docs#problem-last-owner",
    );
  });

  test("/docs has every operation, every problem and every schema, and says how to authorize", async () => {
    const { body } = await fetched("/docs");
    const { paths = {}, components } = service.app.swagger() as OpenAPIV3_1.Document;
    const ids = [
      ...Object.values(paths).flatMap((path): (string | undefined)[] =>
        Object.values(path ?? {}).map((each) => (each as OpenAPIV3_1.OperationObject).operationId),
      ),
      ...Object.keys(problemTable).map((code) => `problem-${code}`),
      ...Object.keys(components?.schemas ?? {}).map((name) => `schema-${name}`),
    ];
    for (const id of ids) expect(body).toContain(`<details id="${id}">`);
    for (const [, to = ""] of body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to);
    expect(body).toContain("Authorization: Bearer");
    expect(body).toContain('id="search" type="search"');
  });

  test("a problem's type leads to what happened, why, and what to do", async () => {
    const { body } = await service.call("GET", "/v1/users/me");
    const { pathname } = new URL(body.type);
    const leads = await fetched(pathname);
    const at = new URL(String(leads.headers.location), body.type);
    const page = await fetched(at.pathname);
    const [, told = ""] = page.body.split(`id="${at.hash.slice(1)}"`);
    expect(told).toContain(problemTable.unauthenticated.why);
  });
});

/** Health, version and the published documents are public and reveal nothing private. */
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { buildApp } from "../../../src/http/app.ts";
import { loadConfig } from "../../../src/platform/config.ts";
import { routes } from "../../../src/service/features.ts";
import type { OpenAPIV3_1 } from "openapi-types";
import { problemTable } from "../../../src/http/kit/problem-table.ts";
import { eventually } from "../../support/eventually.ts";
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

type Store = TestService["services"]["store"];

/** Replaces functions of the event store while the work runs. */
async function withStore(changes: Partial<Store>, work: () => Promise<void>): Promise<void> {
  const { store } = service.services;
  const before = { ...store };
  Object.assign(store, changes);
  try {
    await work();
  } finally {
    Object.assign(store, before);
  }
}

const never = (): Promise<never> => new Promise(() => undefined);
const ready = (query = "") => service.call("GET", `/health/ready${query}`);
const readsWork = async () =>
  (await service.call("GET", "/v1/users/me", { token: service.owner })).status === 200;

/** How long an answer is kept. */
const keptMilliseconds = 250;

/** @returns how often readiness may be looked at while the work is done: on a slow machine it takes longer */
async function countingLooks(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return 1 + Math.floor((performance.now() - began) / keptMilliseconds);
}

/** Asks until the answer is a new one: for a moment those who ask get the same. */
async function expectCommands(commands: object): Promise<void> {
  const [status, code] = "failure" in commands ? ["failing", 503] : ["ok", 200];
  await eventually(async () => expect((await ready()).body.commands).toEqual(commands));
  expect(await ready()).toMatchObject({ status: 200, body: { status: "ok", commands } });
  expect(await ready("?commands=true")).toMatchObject({ status: code, body: { status, commands } });
}
const refusedBecause = (failure: string) => expectCommands({ status: "failing", failure });
const commandsWork = () => expectCommands({ status: "ok" });

describe("/health/ready", () => {
  test("names the stores, commands and every projection with its lag", async () => {
    const { status, body } = await ready("?commands=true");
    expect(status).toBe(200);
    expect(body).toEqual({
      status: "ok",
      commands: { status: "ok" },
      eventStore: { status: "ok" },
      database: { status: "ok" },
      projections: [
        {
          name: service.group.name,
          status: "ok",
          position: String(await service.services.store.lastPosition()),
          lag: "0",
          lagUnit: "events",
        },
      ],
    });
  });

  test.each(["?commands=1", "?commands=", "?commands=TRUE", "?command=true"])(
    "%s is refused",
    async (query) => {
      expect((await ready(query)).status).toBe(400);
    },
  );

  test("is 503 until the first run is finished", async () => {
    let isBootstrapped = false;
    const app = await appWith([service.group], () => isBootstrapped);
    const asked = () => app.inject({ method: "GET", url: "/health/ready" });
    const early = await asked();
    expect(early.statusCode).toBe(503);
    expect(early.json()).toMatchObject({
      status: "failing",
      eventStore: { status: "ok" },
      database: { status: "ok" },
      projections: [{ name: service.group.name, status: "ok" }],
    });
    isBootstrapped = true;
    expect((await asked()).statusCode).toBe(200);
    await app.close();
  });

  test("reads are served while the event store is away: only commands fail, and it tells no address", async () => {
    const away = () => Promise.reject(new Error("connection refused by 10.0.0.1"));
    await withStore({ lastPosition: away, append: away }, async () => {
      await refusedBecause("The event store takes no events.");
      const { body } = await ready();
      expect(body).toMatchObject({
        eventStore: { status: "failing" },
        database: { status: "ok" },
      });
      expect(JSON.stringify(body)).not.toContain("10.0.0.1");
      expect(await readsWork()).toBe(true);
    });
    await commandsWork();
  });

  test.each([
    ["the event store hangs", { append: never, lastPosition: never }, "takes no events"],
    [
      "the directory is behind",
      { lastPosition: async (): Promise<bigint> => 1_000_000_000n },
      "do not show the newest events",
    ],
  ])("answers within two seconds while %s", async (_, changes, failure) => {
    await withStore(changes, async () => {
      await eventually(async () => {
        const began = performance.now();
        const { commands } = (await ready()).body;
        expect(performance.now() - began).toBeLessThan(2_000);
        expect(commands).toEqual({ status: "failing", failure: expect.stringContaining(failure) });
      });
    });
    await commandsWork();
  });

  test("who asks at the same time causes one try, which leaves no event", async () => {
    const { store } = service.services;
    const { append } = store;
    const end = await store.lastPosition();
    let tries = 0;
    const counted: Store["append"] = (...asked) => {
      tries += 1;
      return append(...asked);
    };
    await withStore({ append: counted }, async () => {
      await eventually(async () => {
        await ready();
        return tries > 0;
      });
      await setTimeout(keptMilliseconds + 50);
      tries = 0;
      const mostLooks = await countingLooks(() =>
        Promise.all(Array.from({ length: 50 }, () => ready())),
      );
      expect(tries).toBeGreaterThan(0);
      expect(tries).toBeLessThanOrEqual(mostLooks);
    });
    expect(await store.lastPosition()).toBe(end);
  });

  test("those who ask at the same time, or soon after, cause no more queries than one", async () => {
    const query = vi.spyOn(service.services.pool, "query");
    const queriesOf = async (askers: number) => {
      // A former answer is no longer kept.
      await setTimeout(keptMilliseconds + 50);
      query.mockClear();
      const mostLooks = await countingLooks(async () => {
        await Promise.all(Array.from({ length: askers }, () => ready()));
        for (let again = 1; again < askers; again += 10) await ready();
      });
      return { queries: query.mock.calls.length, mostLooks };
    };
    try {
      const one = (await queriesOf(1)).queries;
      expect(one).toBeGreaterThan(0);
      const { queries, mostLooks } = await queriesOf(50);
      // Others of the service may come between them.
      expect(queries).toBeLessThan((mostLooks + 2) * one);
    } finally {
      query.mockRestore();
    }
  });

  test("a stopped projection is named; unless it is the directory, nothing else is affected", async () => {
    const { pool } = service.database;
    const usage = service.groups.filter(({ name }) => name === "usage");
    await pool.query(
      `insert into projection_failures (name, position, event_id, event_type, error, failed_at)
       select name, position + 1000, gen_random_uuid(), 'Tested', 'cannot be', now()
       from projection_checkpoints where name = 'usage'`,
    );
    const app = await appWith([service.group, ...usage]);
    const answer = await app.inject({ method: "GET", url: "/health/ready?commands=true" });
    await app.close();
    await pool.query("delete from projection_failures");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      status: "ok",
      commands: { status: "ok" },
      projections: [
        { name: "directory", status: "ok" },
        { name: "usage", status: "stopped", failure: { eventType: "Tested", error: "cannot be" } },
      ],
    });
  });

  test("a projection of which nothing is known is not called stopped", async () => {
    const silent = { ...service.group, status: () => Promise.reject(new Error("away")) };
    const app = await appWith([silent]);
    const answer = await app.inject({ method: "GET", url: "/health/ready" });
    await app.close();
    expect(answer.json().projections).toEqual([
      { name: "directory", status: "unknown", position: "0", lag: "0", lagUnit: "events" },
    ]);
  });

  test("while the directory has stopped, reads are served and commands are not", async () => {
    service.group.setHalted(true);
    await refusedBecause("The read models have stopped.");
    expect(await readsWork()).toBe(true);
    service.group.setHalted(false);
    await commandsWork();
  });

  describe.each([
    [
      "a read-only database",
      "default_transaction_read_only = on",
      "The event store takes no events.",
    ],
    [
      "a database without room on its disk",
      "temp_file_limit = 0",
      "The database takes no changes: it is read-only, full or does not answer.",
    ],
  ])("%s", (_, setting, failure) => {
    test("serves reads, and says that commands are refused until it takes them again", async () => {
      await alter(`set ${setting}`);
      await refusedBecause(failure);
      expect((await service.call("GET", "/v1/keys")).status).toBe(200);
      await alter("reset all");
      await commandsWork();
    });
  });
});

/** Gives the database another default, with new sessions. */
async function alter(change: string): Promise<void> {
  const { connection, administer } = service.database;
  const name = "database" in connection ? connection.database : "";
  await administer(`alter database ${name} ${change}`);
  await administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    name,
  ]);
}

async function appWith(groups: TestService["groups"], isBootstrapped = () => true) {
  const { services, changes } = service;
  return buildApp(services, { routes, groups, changes, config: loadConfig({}), isBootstrapped });
}

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

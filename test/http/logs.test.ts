/** Troubleshooting (domain.md): apps log, and three views show it, each with its right. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tidy } from "../../src/housekeeping.ts";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let organization: string;
let ada: { userId: string; session: string };
let bob: { userId: string; session: string };
let solutionId: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  ada = await service.addMember("CREATOR");
  bob = await service.addMember("USER");
  const made = await service.call("POST", `${organization}/solutions`, {
    token: ada.session,
    body: { name: "field", title: "Field work" },
  });
  solutionId = made.body.solutionId;
  await service.call("PUT", `${organization}/members/${bob.userId}/solutions/${solutionId}`, {
    token: ada.session,
  });
});
afterAll(() => service.stop());

const entry = (message: string, more: object = {}) => ({
  level: "INFO",
  category: "sync",
  message,
  ...more,
});
/** Each sending a moment after the one before, so that their order is told. */
const send = (token: string, ...entries: object[]) => {
  service.clock.add(1);
  return service.call("POST", `${organization}/logs`, { token, body: { entries } });
};
const read = (path: string, token = service.owner, headers = {}) =>
  service.call("GET", path, { token, headers });
const messages = (body: { items: { message: string }[] }) =>
  body.items.map(({ message }) => message);
/** A session lives for two hours only. */
const signedIn = async ({ userId }: { userId: string }) => ({
  userId,
  session: await service.signIn(userId),
});

describe("apps send entries", () => {
  test("with all that there is to say; the service adds who and when", async () => {
    const full = entry("full", {
      level: "ERROR",
      solutionId,
      device: "Pixel 9",
      app: "Field 2.1",
      parameters: { try: 3, url: "https://x.test", offline: true },
      correlationId: "c-full",
      occurredAt: "2026-03-01T11:59:58.123Z",
    });
    expect(await send(bob.session, full)).toMatchObject({ status: 202, body: { count: 1 } });
    const { body } = await read("/v1/users/me/logs", bob.session);
    expect(body.items[0]).toMatchObject({
      ...full,
      userId: bob.userId,
      organizationId: service.organizationId,
      receivedAt: "2026-03-01T12:00:00.001Z",
      correlationCount: 1,
    });
  });

  test("up to 500 at once: all of them, or none", async () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`many-${index}`));
    expect((await send(bob.session, ...many)).status).toBe(202);
    const refused = await send(bob.session, ...many, entry("one more"));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/entries" }] } });
    const bad = await send(bob.session, entry("good-beside-bad"), { ...entry("x"), level: "LOUD" });
    expect(bad.body.errors).toMatchObject([{ pointer: "/entries/1/level" }]);
    const { body } = await read("/v1/users/me/logs?limit=500", bob.session);
    expect(messages(body)).not.toContain("good-beside-bad");
  });

  test.each([
    [{ solutionId: "00000000-0000-7000-8000-000000000001" }, "/entries/0/solutionId"],
    [{ occurredAt: "2026-03-01T12:06:00.000Z" }, "/entries/0/occurredAt"],
    [{ occurredAt: "2026-01-01T00:00:00.000Z" }, "/entries/0/occurredAt"],
    [{ message: "" }, "/entries/0/message"],
    [{ message: "x".repeat(10_001) }, "/entries/0/message"],
    [{ message: "nul\u0000" }, "/entries/0/message"],
    [{ parameters: { deep: {} } }, "/entries/0/parameters/deep"],
    [{ userId: "00000000-0000-7000-8000-000000000001" }, "/entries/0/userId"],
  ])("%j is refused at %s", async (more, pointer) => {
    const refused = await send(bob.session, entry("bad", more));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("only of solutions that are theirs", async () => {
    const stranger = await service.addMember("USER");
    const refused = await send(stranger.session, entry("x", { solutionId }));
    expect(refused.body.errors).toMatchObject([{ pointer: "/entries/0/solutionId" }]);
    expect((await send(service.owner, entry("owner's", { solutionId }))).status).toBe(202);
  });
});

describe("three views", () => {
  test("organization: the exact correlation id is required, and owners alone look", async () => {
    await send(bob.session, entry("trace 1", { correlationId: "trace" }));
    await send(ada.session, entry("trace 2", { correlationId: "trace" }));
    await send(ada.session, entry("other", { correlationId: "trace-2" }));
    const found = await read(`${organization}/logs?correlationId=trace`);
    expect(messages(found.body)).toEqual(["trace 2", "trace 1"]);
    expect(found.body.items[0].correlationCount).toBe(2);
    const without = await read(`${organization}/logs`);
    expect(without).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "?correlationId" }] },
    });
    expect((await read(`${organization}/logs?correlationId=trac`)).body.count).toBe(0);
    expect((await read(`${organization}/logs?correlationId=trace`, ada.session)).status).toBe(403);
  });

  test("user: their own, in all their solutions; another's for owners alone", async () => {
    const path = `${organization}/members/${bob.userId}/logs?limit=500`;
    const own = await read(path, bob.session);
    expect(messages(own.body)).toContain("trace 1");
    expect(messages(own.body)).not.toContain("trace 2");
    expect((await read(path)).body.items).toEqual(own.body.items);
    expect((await read(path, ada.session)).status).toBe(403);
    const alice = `${organization}/members/${ada.userId}/logs`;
    expect((await read(alice, bob.session)).status).toBe(403);
  });

  test("solution: all its users, for the solution's owner alone", async () => {
    const path = `${organization}/solutions/${solutionId}/logs?limit=500`;
    const seen = await read(path, ada.session);
    expect(messages(seen.body)).toEqual(["owner's", "full"]);
    expect((await read(path)).status).toBe(403);
    expect((await read(path, bob.session)).status).toBe(403);
  });

  test("oneself: of all organizations in which one is active", async () => {
    const made = await service.call("POST", "/v1/organizations", {
      token: ada.session,
      body: { name: "Ada's" },
    });
    const elsewhere = `/v1/organizations/${made.body.organizationId}`;
    await service.call("POST", `${elsewhere}/logs`, {
      token: ada.session,
      body: { entries: [entry("elsewhere", { correlationId: "trace" })] },
    });
    const own = await read("/v1/users/me/logs", ada.session);
    expect(messages(own.body)).toEqual(expect.arrayContaining(["elsewhere", "trace 2"]));
    const here = await read(`${organization}/logs?correlationId=trace`);
    expect(messages(here.body)).not.toContain("elsewhere");
    const token = (
      await service.call("POST", "/v1/users/me/tokens", {
        token: ada.session,
        body: { name: "narrow", organizationId: made.body.organizationId },
      })
    ).body.secret;
    expect(messages((await read("/v1/users/me/logs", token)).body)).toEqual(["elsewhere"]);
  });

  test("filtered by level and category, and walked page by page", async () => {
    const path = `${organization}/members/${bob.userId}/logs`;
    expect(messages((await read(`${path}?levels=ERROR,WARNING`)).body)).toEqual(["full"]);
    expect((await read(`${path}?category=nothing`)).body.count).toBe(0);
    const seen: string[] = [];
    let query = "?limit=200";
    for (;;) {
      const { body } = await read(path + query);
      seen.push(...body.items.map(({ logId }: { logId: string }) => logId));
      if (body.continuationToken === undefined) break;
      query = `?limit=200&continuationToken=${body.continuationToken}`;
    }
    expect(seen).toHaveLength(502);
    expect(new Set(seen).size).toBe(502);
  });
});

describe("download as CSV", () => {
  test("the whole view, with cells that no spreadsheet runs", async () => {
    const nasty = '=HYPERLINK("http://evil.test","x")';
    await send(ada.session, entry(nasty, { correlationId: "csv", parameters: { a: 1 } }));
    await send(ada.session, entry('two, "quoted"\nlines', { correlationId: "csv" }));
    const path = `${organization}/logs?correlationId=csv`;
    const { status, headers, body } = await read(path, service.owner, { accept: "text/csv" });
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(headers["content-disposition"]).toBe('attachment; filename="logs.csv"');
    const text = String(body);
    expect(text.split("\r\n")[0]).toMatch(/^receivedAt,occurredAt,level,category,message,/);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.test"",""x"")"`);
    expect(text).toContain('"two, ""quoted""\nlines"');
    expect(text).toContain('"{""a"":1}"');
  });

  test("is not cut off at a page", async () => {
    const path = `${organization}/members/${bob.userId}/logs?limit=1`;
    for (let count = 0; count < 4; count += 1) {
      await send(bob.session, ...Array.from({ length: 400 }, (_, index) => entry(`csv ${index}`)));
    }
    const { body } = await read(path, service.owner, { accept: "text/csv" });
    expect(String(body).trim().split("\r\n")).toHaveLength(1 + 502 + 1600);
  });
});

describe("windows and retention", () => {
  test("the last hour, day, week or month; what is older than 30 days is dropped with its partition", async () => {
    const count = async (window: string) => {
      const { session } = await signedIn(bob);
      const { body } = await read(`/v1/users/me/logs?window=${window}&levels=DEBUG`, session);
      return body.count;
    };
    const counts = async () =>
      Promise.all(["hour", "day", "week", "month"].map((window) => count(window)));
    await send((await signedIn(bob)).session, entry("old", { level: "DEBUG" }));
    expect(await counts()).toEqual([1, 1, 1, 1]);
    service.clock.add(61 * 60_000);
    expect(await counts()).toEqual([0, 1, 1, 1]);
    service.clock.add(24 * 60 * 60_000);
    expect(await counts()).toEqual([0, 0, 1, 1]);
    service.clock.add(7 * 24 * 60 * 60_000);
    expect(await counts()).toEqual([0, 0, 0, 1]);
    service.clock.add(30 * 24 * 60 * 60_000);
    expect(await counts()).toEqual([0, 0, 0, 0]);
    const stored = async () =>
      (await service.database.pool.query("select from log_entries")).rowCount;
    expect(await stored()).toBeGreaterThan(0);
    await tidy(service.services);
    await tidy(service.services);
    expect(await stored()).toBe(0);
    expect(
      (await read("/v1/users/me/logs?window=year", (await signedIn(bob)).session)).status,
    ).toBe(400);
  });

  test("the first entries of a day make its partition, also when many come at once", async () => {
    service.clock.add(24 * 60 * 60_000);
    const { session } = await signedIn(bob);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(session, entry(`first ${index}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect((await read("/v1/users/me/logs?window=hour", session)).body.count).toBe(10);
  });
});

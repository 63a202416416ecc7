/** Rate limits by caller and by address; a 429 says when to try again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

const garbage = `mst_pat_${"x".repeat(43)}`;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    environment: {
      RATE_LIMIT_CALLER: "3",
      RATE_LIMIT_ADDRESS: "4",
      TRUST_PROXY: "127.0.0.1",
    },
  });
});

// Each test begins in a new minute, without requests.
beforeEach(() => service.clock.add(60_000));

afterAll(() => service.stop());

const me = (token: string | undefined, address = "192.0.2.1") =>
  service.call("GET", "/v1/users/me", { token, headers: { "x-forwarded-for": address } });
const preview = (address = "192.0.2.1") =>
  service.call("POST", "/v1/invites/preview", {
    body: { token: "nonsense" },
    headers: { "x-forwarded-for": address },
  });

async function times<Result>(count: number, work: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let time = 0; time < count; time += 1) results.push(await work());
  return results;
}

describe("by caller", () => {
  test("requests over the limit get 429 with Retry-After until the minute is over", async () => {
    const answers = await times(3, () => me(service.owner));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.at(-1)?.headers).toMatchObject({
      ratelimit: '"caller";r=0;t=60',
      "ratelimit-policy": '"caller";q=3;w=60',
    });
    service.clock.add(20_500);
    expect(await me(service.owner)).toMatchObject({
      status: 429,
      headers: { "retry-after": "40", "content-type": "application/problem+json" },
      body: { code: "too-many-requests", status: 429 },
    });
    service.clock.add(39_500);
    expect((await me(service.owner)).status).toBe(200);
  });

  test("each credential has its own limit, whatever its address", async () => {
    const other = await service.signIn(service.ownerId);
    await times(3, () => me(service.owner));
    expect((await me(service.owner, "192.0.2.99")).status).toBe(429);
    expect((await me(other)).status).toBe(200);
  });

  test("a limited request changes nothing and uses up no idempotency key", async () => {
    await times(3, () => me(service.owner));
    const before = await service.services.store.lastPosition();
    const create = () =>
      service.call("POST", "/v1/organizations", {
        token: service.owner,
        body: { name: "Later" },
        headers: { "idempotency-key": "one" },
      });
    expect((await create()).status).toBe(429);
    expect(await service.services.store.lastPosition()).toBe(before);
    service.clock.add(60_000);
    expect((await create()).status).toBe(201);
  });
});

describe("by address", () => {
  test("public routes over the limit get 429, and other addresses do not", async () => {
    const answers = await times(4, () => preview());
    expect(answers.every(({ status }) => status === 404)).toBe(true);
    expect(await preview()).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
    expect((await preview("192.0.2.2")).status).toBe(404);
    service.clock.add(60_000);
    expect((await preview()).status).toBe(404);
  });

  test("failed credentials get 401, and over the limit 429", async () => {
    const answers = [
      ...(await times(2, () => me(garbage))),
      ...(await times(2, () => me(undefined))),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(await me(garbage)).toMatchObject({
      status: 429,
      headers: { "retry-after": "60" },
      body: { code: "too-many-requests" },
    });
    expect((await me(garbage, "192.0.2.2")).status).toBe(401);
  });

  test("a valid credential is not limited by others at the same address", async () => {
    await times(5, () => me(garbage));
    expect((await me(service.owner)).status).toBe(200);
  });

  test("an IPv6 household counts as one address", async () => {
    await times(4, () => preview("2001:db8:1:2::1"));
    expect((await preview("2001:db8:1:2:ffff::9")).status).toBe(429);
    expect((await preview("2001:db8:1:3::1")).status).toBe(404);
  });

  test("a 404 counts against the limit too", async () => {
    const nowhere = () => service.app.inject({ method: "GET", url: "/v1/nowhere" });
    await times(4, nowhere);
    expect((await nowhere()).statusCode).toBe(429);
  });

  test("health is never limited", async () => {
    const answers = await times(10, () => service.call("GET", "/health/live"));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await preview()).status).toBe(404);
  });
});

test("a forwarded address counts only from a trusted proxy", async () => {
  const asked = (remoteAddress: string, forwarded: string) =>
    service.app.inject({
      method: "POST",
      url: "/v1/invites/preview",
      remoteAddress,
      headers: { "x-forwarded-for": forwarded },
      payload: { token: "nonsense" },
    });
  // Not a trusted proxy: its header is ignored.
  for (let last = 1; last <= 4; last += 1) await asked("203.0.113.5", `192.0.2.${last}`);
  expect((await asked("203.0.113.5", "192.0.2.77")).statusCode).toBe(429);
  expect((await asked("127.0.0.1", "192.0.2.77")).statusCode).toBe(404);
});

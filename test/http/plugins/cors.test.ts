/** CORS allows pages of exactly the listed origins. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

const allowed = "https://app.example.com";

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    environment: { CORS_ORIGINS: `${allowed}, http://127.0.0.1:5173` },
  });
});

afterAll(() => service.stop());

const preflight = (origin: string, url = "/v1/organizations") =>
  service.app.inject({
    method: "OPTIONS",
    url,
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,idempotency-key",
    },
  });

const get = (origin: string, token = service.owner) =>
  service.app.inject({
    method: "GET",
    url: "/v1/users/me",
    headers: { origin, authorization: `Bearer ${token}` },
  });

describe("an allowed origin", () => {
  test("gets the methods and headers that it may send", async () => {
    const { statusCode, headers, body } = await preflight(allowed);
    expect({ statusCode, body }).toEqual({ statusCode: 204, body: "" });
    expect(headers).toMatchObject({
      "access-control-allow-origin": allowed,
      "access-control-allow-credentials": "true",
      "access-control-max-age": "600",
    });
    expect(String(headers["access-control-allow-methods"]).split(", ")).toEqual(
      expect.arrayContaining(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    );
    expect(String(headers["access-control-allow-headers"]).toLowerCase().split(", ")).toEqual([
      "authorization",
      "content-type",
      "idempotency-key",
      "if-match",
      "if-none-match",
      "muster-background",
      "muster-min-position",
      "last-event-id",
      "x-request-id",
      "traceparent",
    ]);
  });

  test("may read the answer and its headers", async () => {
    const { statusCode, headers } = await get(allowed);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "access-control-allow-origin": allowed,
      "access-control-allow-credentials": "true",
    });
    expect(String(headers.vary)).toMatch(/\borigin\b/i);
    expect(String(headers["access-control-expose-headers"]).split(", ")).toEqual(
      expect.arrayContaining([
        "Muster-Position",
        "ETag",
        "Location",
        "X-Request-Id",
        "Retry-After",
        "Idempotency-Replayed",
      ]),
    );
  });

  test("may read refusals too", async () => {
    const { statusCode, headers } = await get(allowed, "nonsense");
    expect(statusCode).toBe(401);
    expect(headers["access-control-allow-origin"]).toBe(allowed);
  });

  test("can be one of several", async () => {
    const second = "http://127.0.0.1:5173";
    expect((await get(second)).headers["access-control-allow-origin"]).toBe(second);
  });
});

describe("any other origin", () => {
  test.each([
    "https://evil.example",
    "https://app.example.com.evil.example",
    "http://app.example.com",
    "https://app.example.com:8443",
    "https://sub.app.example.com",
    "null",
  ])("%s gets no CORS headers", async (origin) => {
    for (const { headers } of [await preflight(origin), await get(origin)]) {
      const names = Object.keys(headers).filter((name) => name.startsWith("access-control-"));
      expect(names).toEqual([]);
      expect(String(headers.vary)).toMatch(/\borigin\b/i);
    }
  });
});

test("the service's own origin is allowed without being listed", async () => {
  const own = "http://muster.test";
  expect((await get(own)).headers["access-control-allow-origin"]).toBe(own);
});

test("without allowed origins there is no CORS at all", async () => {
  const closed = await startTestService();
  try {
    const answer = await closed.app.inject({
      method: "OPTIONS",
      url: "/v1/organizations",
      headers: { origin: allowed, "access-control-request-method": "POST" },
    });
    expect(answer.statusCode).toBe(404);
    expect(Object.keys(answer.headers).join()).not.toMatch(/access-control-/);
  } finally {
    await closed.stop();
  }
});

/** Browsers must not render or store API answers, and /docs may run only its own files. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

const headersOf = async (url: string, headers: Record<string, string> = {}) =>
  (await service.app.inject({ method: "GET", url, headers })).headers;

describe("the security headers are on", () => {
  test.each([
    ["a success", "/v1/users/me", true],
    ["a refusal", "/v1/users/me", false],
    ["an unknown address", "/nowhere", false],
    ["a malformed address", "/v1/users/%zz", false],
    ["health", "/health/live", false],
  ])("%s", async (_name, url, isSignedIn) => {
    const credential = { authorization: `Bearer ${service.owner}` };
    const headers = await headersOf(url, isSignedIn ? credential : {});
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
  });
});

test("the OpenAPI document may be kept, because it is public, but is asked for again", async () => {
  const headers = await headersOf("/openapi.json");
  expect(headers).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  });
});

describe("/docs", () => {
  test("may load its own files and call the API, but nothing from other origins", async () => {
    const page = await service.app.inject({ method: "GET", url: "/docs" });
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toMatch(/connect-src 'self'(;|$)/);
    expect(policy).not.toMatch(
      /https?:|\*|unsafe-eval|unsafe-inline|data:|upgrade-insecure-requests/,
    );
    // Its markup must have no inline script, which the policy would block.
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page.body).not.toMatch(/\son\w+=/);
  });

  test("lets the browser cache its files", async () => {
    const headers = await headersOf("/docs/docs.js");
    expect(headers["cache-control"]).not.toMatch(/no-store/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

describe("Strict-Transport-Security", () => {
  test("is not sent by a service with an http address", async () => {
    expect(await headersOf("/health/live")).not.toHaveProperty("strict-transport-security");
  });

  test("is sent by a service with an https address", async () => {
    const { publicUrl } = service.services;
    Object.assign(service.services, { publicUrl: () => "https://muster.test" });
    try {
      expect(await headersOf("/health/live")).toMatchObject({
        "strict-transport-security": "max-age=31536000",
      });
    } finally {
      Object.assign(service.services, { publicUrl });
    }
  });
});

/** What answers tell browsers: API answers are shown and kept nowhere, /docs runs its own files only. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

const headersOf = async (url: string, headers: Record<string, string> = {}) =>
  (await service.app.inject({ method: "GET", url, headers })).headers;

describe("every answer of the API", () => {
  test.each([
    ["a success", "/v1/users/me", true],
    ["a refusal", "/v1/users/me", false],
    ["of an address that is not there", "/nowhere", false],
    ["of an address that is malformed", "/v1/users/%zz", false],
    ["of health", "/health/live", false],
    ["of the document", "/openapi.json", false],
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

describe("/docs", () => {
  test("may load its own files and call the API, and nothing from elsewhere", async () => {
    const page = await service.app.inject({ method: "GET", url: "/docs/" });
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toMatch(/connect-src 'self'(;|$)/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|upgrade-insecure-requests/);
    // So that the policy holds for the page as it is.
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page.body).not.toMatch(/\son\w+=/);
  });

  test("its files may be kept by the browser", async () => {
    const headers = await headersOf("/docs/static/swagger-ui-bundle.js");
    expect(headers["cache-control"]).not.toMatch(/no-store/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

describe("Strict-Transport-Security", () => {
  test("is not sent where people reach the service over http", async () => {
    expect(await headersOf("/health/live")).not.toHaveProperty("strict-transport-security");
  });

  test("is sent where they reach it over https", async () => {
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

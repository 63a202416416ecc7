/**
 * One body must not stop the service for everybody: each is measured before it is parsed, by its route.
 * Bodies that exceed a bound are cut off here, so that parsing them first would give another refusal.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BodyBounds } from "../../../src/http/kit/body-bounds.ts";
import { measureJson } from "../../../src/platform/json-bounds.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

async function send(method: "POST" | "PUT", url: string, payload: string, token = service.owner) {
  const answer = await service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

const many = (count: number, value: string): string => Array(count).fill(value).join(",");

describe("not parsed is", () => {
  test.each([
    ["a list of very many small lists", `{"\\u0061":[${many(20_000, "[]")}`, /too many values/],
    ["a list of very many nulls", `[${many(12_000, "null")}`, /too many values/],
    ["an object of very many keys", `{${many(6_000, '"a":1')}`, /too many keys/],
    ["a deep list", "[".repeat(60_000), /nested too deeply/],
    ["a deep object", '{"a":'.repeat(10_000), /nested too deeply/],
    ["a list hidden behind a text", `{"a\\"[":"\\\\","b":[${many(9_000, "{}")}`, /too many values/],
  ])("%s", async (_, payload, detail) => {
    for (const url of ["/v1/organizations", "/v1/sign-up", "/v1/invites/preview"]) {
      const refused = await send("POST", url, payload);
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid-input" } });
      expect(refused.body.detail).toMatch(detail);
    }
  });

  test("what nobody reads, at an unknown address", async () => {
    expect((await send("POST", "/v1/nowhere", "{".repeat(60_000))).status).toBe(404);
  });

  test("a log entry with 600,000 parameters", async () => {
    const parameters = Array.from({ length: 600_000 }, (_, index) => `"${index}":null`).join(",");
    const refused = await send(
      "POST",
      `${organization}/logs`,
      `{"entries":[{"level":"INFO","category":"c","message":"m","parameters":{${parameters}`,
    );
    expect(refused).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(refused.body.detail).toMatch(/too many keys/);
  });

  test("a batch of log entries with more values than 500 entries can have", async () => {
    const refused = await send("POST", `${organization}/logs`, `{"entries":[${many(40_000, "0")}`);
    expect(refused.body.detail).toMatch(/too many values/);
  });

  test("a bulk invitation with far more values than its rows can have", async () => {
    const path = `${organization}/members/batch`;
    const refused = await send("POST", path, `{"members":[${many(200_000, "[]")}`);
    expect(refused.body.detail).toMatch(/too many values/);
  });
});

describe("larger bodies are taken only where they are needed:", () => {
  const text = (bytes: number): string => JSON.stringify({ name: "n".repeat(bytes - 11) });

  test("64 KiB by default", async () => {
    expect((await send("POST", "/v1/organizations", text(65_536))).status).toBe(400);
    expect((await send("POST", "/v1/organizations", text(65_537))).status).toBe(413);
    expect((await send("POST", "/v1/sign-up", text(65_537))).status).toBe(413);
  });

  test("640 KiB for an invite template", async () => {
    const path = `${organization}/invite-templates/en`;
    const html = "&#160;".repeat(8_000);
    expect((await send("PUT", path, JSON.stringify({ subject: "s", html }))).status).not.toBe(413);
    expect((await send("PUT", path, text(655_361))).status).toBe(413);
  });

  test("1,280 KiB for a notification, enough for 10,000 users", async () => {
    const path = `${organization}/notifications`;
    const userIds = Array.from({ length: 10_000 }, () => crypto.randomUUID());
    const body = { scope: "USR", userIds, content: { text: "t" } };
    const taken = await send("POST", path, JSON.stringify(body));
    expect(taken.body.detail).not.toMatch(/too many values/);
    expect(taken.status).not.toBe(413);
  });

  test("4 MiB for a bulk invitation and 8 MiB for log entries", async () => {
    const batch = `${organization}/members/batch`;
    expect((await send("POST", batch, text(4_194_304))).status).toBe(400);
    expect((await send("POST", batch, text(4_194_305))).status).toBe(413);
    const logs = `${organization}/logs`;
    expect((await send("POST", logs, text(8_388_608))).status).toBe(400);
    expect((await send("POST", logs, text(8_388_609))).status).toBe(413);
  });

  test("500 log entries with 50 parameters each are taken", async () => {
    const names = Array.from({ length: 50 }, (_, index) => [`parameter ${index}`, index]);
    const entry = {
      level: "INFO",
      category: "c",
      message: "m",
      device: "d",
      app: "a",
      correlationId: "c",
      occurredAt: service.clock.now().toISOString(),
      parameters: Object.fromEntries(names),
    };
    const body = JSON.stringify({ entries: Array.from({ length: 500 }, () => entry) });
    expect((await send("POST", `${organization}/logs`, body)).status).toBe(202);
  });
});

describe("the bounds", () => {
  const bounds: BodyBounds = { bytes: 1_000, depth: 2, values: 6, keys: 2 };
  const exceeded = (json: string) => measureJson(Buffer.from(json), bounds).exceeded;

  test.each([
    ["[[]]", undefined],
    ["[[[]]]", "depth"],
    ['{"a":{"b":{}}}', "depth"],
    ["[1,2,3,4,5]", undefined],
    ["[1,2,3,4,5,6]", "values"],
    ["1 ".repeat(13), "values"],
    ['""'.repeat(13), "values"],
    ['{"a":1,"b":2}', undefined],
    ['{"a":1,"b":2,"c":3}', "keys"],
    ['[{"a":1},{"b":2}]', undefined],
    ['{"a":{"x":1,"y":2},"b":3}', undefined],
    ['"[[[[,,,,,,,:::::"', undefined],
    ['"\\"[[[[,,,,,,,"', undefined],
    ['"\\\\",[[[', "depth"],
    ["]:]:]:]:", undefined],
    ["", undefined],
    ['"', undefined],
    ['"\\', undefined],
  ])("of %s: %s", (json, found) => {
    expect(exceeded(json)).toBe(found);
  });
});

/** The request log has caller, route and result, but nothing personal or secret. */
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  service = await startTestService({ log: pino({ level: "info" }, { write }) });
});

afterAll(() => service.stop());

async function lineOf(path: string, token?: string) {
  lines.length = 0;
  await service.call("GET", path, { token });
  return lines.find(({ msg }) => msg === "request") ?? {};
}

test("a successful request is logged with its caller and no code", async () => {
  const line = await lineOf("/v1/organizations?search=canary", service.owner);
  expect(line).toMatchObject({
    method: "GET",
    route: "/v1/organizations",
    status: 200,
    userId: service.ownerId,
  });
  expect(line).not.toHaveProperty("code");
  expect(JSON.stringify(line)).not.toContain("canary");
  expect(JSON.stringify(line)).not.toContain(service.owner);
});

test("a refused request is logged with the problem's code", async () => {
  const path = `/v1/organizations/${crypto.randomUUID()}`;
  expect(await lineOf(path, service.owner)).toMatchObject({
    status: 404,
    code: "not-found",
    userId: service.ownerId,
  });
  expect(await lineOf("/v1/nowhere")).toMatchObject({
    route: "none",
    status: 404,
    code: "not-found",
  });
});

test("a caller without a credential is logged without an id, not as the nil UUID", async () => {
  for (const path of ["/version", "/v1/users/me"]) {
    const line = await lineOf(path);
    expect(line).toMatchObject({ route: path });
    expect(line).not.toHaveProperty("userId");
  }
});

/** /v1/users/{u}/settings: what front ends keep for a person. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountScopes } from "../../../src/domain/rights.ts";
import { userStream } from "../../../src/domain/streams.ts";
import { openSession } from "../../../src/commands/sign-in/sessions.ts";
import { audit } from "../../../src/projections/audit/audit.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

const me = "/v1/users/me/settings";
const read = (token: string, path = me) => service.call("GET", path, { token });
const replace = (token: string, body: unknown, headers = {}, path = me) =>
  service.call("PUT", path, { token, body, headers });

const wanted = {
  theme: "dark",
  language: "de-CH",
  timeZone: "Europe/Zurich",
  columns: ["name", { width: 1.5e300 }],
  empty: null,
  "": { constructor: "😀", nothing: {} },
};

test("settings are empty at first, and are kept as they were sent", async () => {
  const { userId, session } = await service.addMember("USER");
  expect(await read(session)).toMatchObject({ status: 200, body: {} });
  const replaced = await replace(session, wanted);
  expect(replaced).toMatchObject({ status: 200 });
  expect(replaced.body).toEqual(wanted);
  expect(replaced.headers["muster-position"]).toMatch(/^\d+$/);
  const byId = await read(session, `/v1/users/${userId}/settings`);
  expect(byId.body).toEqual(wanted);
  expect(byId.headers.etag).toBe(replaced.headers.etag);
  expect((await replace(session, { theme: "light" })).body).toEqual({ theme: "light" });
  expect((await read(session)).body).toEqual({ theme: "light" });
});

test("the same settings in another order append nothing", async () => {
  const { session } = await service.addMember("USER");
  await replace(session, { a: 1, b: { c: 2, d: 3 } });
  const end = await service.services.store.lastPosition();
  expect((await replace(session, { b: { d: 3, c: 2 }, a: 1 })).status).toBe(200);
  expect(await service.services.store.lastPosition()).toBe(end);
});

test("If-Match compares the person's revision", async () => {
  const { session } = await service.addMember("USER");
  const { headers } = await read(session);
  const match = { "if-match": headers.etag ?? "" };
  expect((await replace(session, { a: 1 }, match)).status).toBe(200);
  expect(await replace(session, { a: 2 }, match)).toMatchObject({ status: 412 });
  expect((await service.call("GET", "/v1/users/me", { token: session })).headers.etag).toBe(
    (await read(session)).headers.etag,
  );
});

test("a repeat under an idempotency key appends nothing", async () => {
  const { session } = await service.addMember("USER");
  const key = { "idempotency-key": "settings-1" };
  const first = await replace(session, { a: 1 }, key);
  await replace(session, { a: 2 });
  const again = await replace(session, { a: 1 }, key);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
  expect((await read(session)).body).toEqual({ a: 2 });
});

describe("refused are", () => {
  test.each([
    [undefined, 400],
    [null, 400],
    [[], 400],
    ["dark", 400],
    [{ theme: "blue" }, 400],
    [{ timeZone: "Europe/Atlantis" }, 400],
    [{ a: "\u0000" }, 400],
    [{ a: "x".repeat(16_384) }, 413],
  ])("%j", async (body, status) => {
    const code = status === 413 ? "too-large" : "invalid-input";
    expect(await replace(service.owner, body)).toMatchObject({ status, body: { code } });
  });

  test("names that would set a prototype", async () => {
    const { statusCode } = await service.app.inject({
      method: "PUT",
      url: me,
      headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
      payload: '{"a":{"__proto__":{"b":1}}}',
    });
    expect(statusCode).toBe(400);
  });

  test("16,384 bytes of the smallest values are not", async () => {
    const { session } = await service.addMember("USER");
    const body = { a: Array.from({ length: 8_000 }, () => 0) };
    expect((await replace(session, body)).status).toBe(200);
  });
});

test("nobody reads or changes another person's, and who may not see them learns nothing", async () => {
  const { userId } = await service.addMember("USER");
  const { session: plain } = await service.addMember("USER");
  const path = `/v1/users/${userId}/settings`;
  for (const [token, known, code] of [
    [service.owner, 403, "forbidden"],
    [plain, 404, "not-found"],
  ] as const) {
    for (const answer of [await read(token, path), await replace(token, {}, {}, path)]) {
      expect(answer).toMatchObject({ status: known, body: { code } });
    }
    const unknown = `/v1/users/${crypto.randomUUID()}/settings`;
    expect(await read(token, unknown)).toMatchObject({ status: 404 });
  }
});

test("an account session reads and changes them at its own address, and at no other", async () => {
  const { userId } = await service.addMember("USER");
  const sessionId = crypto.randomUUID();
  const account = { scopes: accountScopes };
  const { sessionToken } = await openSession(service.services, userId, sessionId, account);
  expect((await replace(sessionToken, { theme: "dark" })).status).toBe(200);
  expect((await read(sessionToken)).body).toEqual({ theme: "dark" });
  for (const byId of [`/v1/users/${userId}/settings`, "/v1/users/%6de/settings"]) {
    expect(await read(sessionToken, byId)).toMatchObject({
      status: 403,
      body: { code: "management-role-required" },
    });
  }
});

test("they are sealed under the person's key, and in no organization's log", async () => {
  const { userId, session } = await service.addMember("USER");
  await replace(session, { canary: "canary" });
  const records = await service.services.store.readStream(userStream(userId));
  expect(records.at(-1)).toMatchObject({ type: "UserSettingsChanged" });
  expect(records.at(-1)?.data).not.toContain("canary");

  const end = await service.services.store.lastPosition();
  await service.services.readModel(audit).waitFor(end, patience);
  const path = `/v1/organizations/${service.organizationId}/events`;
  const events = `${path}?types=UserSettingsChanged`;
  expect((await service.call("GET", events, { token: service.owner })).body.items).toEqual([]);
});

test("a change counts as one entry of the person's budget", async () => {
  const few = await startTestService({ environment: { LIMIT_ENTRIES_PER_HOUR: "3" } });
  try {
    const { session } = await few.addMember("USER");
    const statuses = [];
    for (let a = 0; a < 4; a += 1) {
      const answer = await few.call("PUT", me, { token: session, body: { a } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  } finally {
    await few.stop();
  }
});

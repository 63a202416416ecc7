/** /v1/users/me and /v1/session: people read and change their own data. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { categoryOf } from "../../../src/domain/streams.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

const me = "/v1/users/me";
const read = (token: string) => service.call("GET", me, { token });
const change = (token: string, body: object, headers = {}) =>
  service.call("PATCH", me, { token, body, headers });

test("everybody can read themselves, plain users included", async () => {
  const { userId, session } = await service.addMember("USER");
  const answer = await read(session);
  expect(answer).toMatchObject({
    status: 200,
    body: { userId, statistics: { organizationCount: 1, solutionCount: 0 } },
  });
  expect(answer.headers.etag).toMatch(/^"\d+"$/);
});

describe("PATCH", () => {
  test("changes the named fields, and null clears a field", async () => {
    const { session } = await service.addMember("USER");
    const wanted = {
      firstName: "Augusta",
      name: "The Countess 👑",
      avatarUrl: "https://pictures.example/a.png",
      phone: "+44 20 7946 0000",
    };
    const changed = await change(session, wanted);
    expect(changed).toMatchObject({ status: 200, body: wanted });
    const cleared = await change(session, { phone: null, avatarUrl: null });
    expect(cleared.body).not.toHaveProperty("phone");
    expect(cleared.body).not.toHaveProperty("avatarUrl");
    expect(cleared.body.firstName).toBe("Augusta");
    expect((await read(session)).body).toEqual(cleared.body);
  });

  test("a profile without a name gets one from the first and last name", async () => {
    const { session } = await service.addMember("USER");
    await change(session, { firstName: "Grace", lastName: "Hopper", name: "Amazing Grace" });
    expect((await change(session, { name: null })).body.name).toBe("Grace Hopper");
    expect((await change(session, { firstName: "Rear Admiral" })).body.name).toBe(
      "Rear Admiral Hopper",
    );
  });

  test("shows in the lists of every organization at once", async () => {
    const { userId, session } = await service.addMember("USER");
    await change(session, { firstName: "Zenobia", lastName: "Quill" });
    const path = `/v1/organizations/${service.organizationId}/members?search=zenobia%20quill`;
    const found = await service.call("GET", path, { token: service.owner });
    expect(found.body.items).toMatchObject([{ userId, name: "Zenobia Quill" }]);
  });

  test("without a difference appends nothing", async () => {
    const { session } = await service.addMember("USER");
    await change(session, { firstName: "Same" });
    const end = await service.services.store.lastPosition();
    expect((await change(session, { firstName: "Same", phone: null })).status).toBe(200);
    expect(await service.services.store.lastPosition()).toBe(end);
  });

  test("honours If-Match", async () => {
    const { session } = await service.addMember("USER");
    const { headers } = await read(session);
    const match = { "if-match": headers.etag ?? "" };
    expect((await change(session, { firstName: "First" }, match)).status).toBe(200);
    expect(await change(session, { firstName: "Second" }, match)).toMatchObject({ status: 412 });
  });

  test.each([
    [{ firstName: null }, "/firstName"],
    [{ firstName: " " }, "/firstName"],
    [{ phone: "1".repeat(41) }, "/phone"],
    [{ avatarUrl: "data:image/png;base64,AAAA" }, "/avatarUrl"],
    [{ email: "other@example.com" }, "/email"],
    [{ userId: crypto.randomUUID() }, "/userId"],
    [{ defaultOrganizationId: crypto.randomUUID() }, "/defaultOrganizationId"],
  ])("with %j is refused", async (body, pointer) => {
    const refused = await change(service.owner, body);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: "invalid-input", errors: [{ pointer }] },
    });
  });
});

describe("the default organization", () => {
  const choose = (token: string, organizationId: string) =>
    service.call("PUT", `${me}/default-organization`, { token, body: { organizationId } });
  const pathOf = (userId: string) =>
    `/v1/organizations/${service.organizationId}/members/${userId}`;

  test("must be one in which the caller is active", async () => {
    const { session } = await service.addMember("USER");
    const { organizationId } = service;
    expect((await choose(session, organizationId)).body.defaultOrganizationId).toBe(organizationId);
    const mine = await service.call("GET", `${me}/organizations`, { token: session });
    expect(mine.body.items).toMatchObject([{ organizationId, isDefault: true }]);

    const other = await service.call("POST", "/v1/organizations", {
      token: service.owner,
      body: { name: "Closed" },
    });
    for (const closed of [other.body.organizationId, crypto.randomUUID()]) {
      expect(await choose(session, closed)).toMatchObject({
        status: 404,
        body: { code: "not-found" },
      });
    }
    expect(await choose(session, "default")).toMatchObject({ status: 400 });
    expect((await read(session)).body.defaultOrganizationId).toBe(organizationId);
  });

  test("cannot be one that removed the caller while they chose it", async () => {
    const { userId, session } = await service.addMember("ADMIN");
    // Both commands read that the person is a member; the removal is written first.
    const store = service.services.store as { append: (...list: never[]) => Promise<unknown> };
    const { append } = store;
    let removed = false;
    store.append = async (...list) => {
      if (categoryOf(String(list[0])) === "user" && !removed) {
        removed = true;
        await service.call("DELETE", pathOf(userId), { token: service.owner });
      }
      return append(...list);
    };
    await choose(session, service.organizationId);
    store.append = append;
    expect((await read(session)).body.defaultOrganizationId).toBeUndefined();
  });

  test("cannot be one that disabled the caller", async () => {
    const { userId, session } = await service.addMember("ADMIN");
    await choose(session, service.organizationId);
    await service.call("POST", `${pathOf(userId)}/disable`, { token: service.owner });
    expect((await read(session)).body.defaultOrganizationId).toBeUndefined();
  });
});

test("a disabled membership stays in the list of organizations, shown as disabled", async () => {
  const { userId, session } = await service.addMember("USER");
  const path = `/v1/organizations/${service.organizationId}/members/${userId}`;
  await service.call("POST", `${path}/disable`, { token: service.owner });
  const mine = await service.call("GET", `${me}/organizations`, { token: session });
  expect(mine.body.items).toMatchObject([{ userStatus: "DISABLED" }]);
  await service.call("DELETE", path, { token: service.owner });
  const after = await service.call("GET", `${me}/organizations`, { token: session });
  expect(after.body).toEqual({ count: 0, items: [] });
  expect((await read(session)).body.statistics.organizationCount).toBe(0);
});

describe("the session", () => {
  const session = (method: string, token: string) => service.call(method, "/v1/session", { token });

  test("shows its user and its end, and every use moves the end", async () => {
    const token = await service.signIn(service.ownerId);
    const before = await session("GET", token);
    expect(before).toMatchObject({
      status: 200,
      body: { userId: service.ownerId, user: { email: "owner@example.com" } },
    });
    service.clock.add(60 * 60_000);
    await read(token);
    const after = await session("GET", token);
    expect(Date.parse(after.body.expiresAt) - Date.parse(before.body.expiresAt)).toBe(3_600_000);
  });

  test("ends after two hours without use", async () => {
    const token = await service.signIn(service.ownerId);
    service.clock.add(120 * 60_000 - 1);
    expect((await read(token)).status).toBe(200);
    service.clock.add(120 * 60_000);
    expect(await read(token)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });

  test("ends on sign-out, and others stay", async () => {
    const [one, two] = [
      await service.signIn(service.ownerId),
      await service.signIn(service.ownerId),
    ];
    expect((await session("DELETE", one)).status).toBe(204);
    expect((await read(one)).status).toBe(401);
    expect((await read(two)).status).toBe(200);
  });
});

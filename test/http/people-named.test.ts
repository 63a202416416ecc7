/** People whom an answer names by id: their names come along, as far as the caller may see them. */
import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => service.stop());

const call = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });
const asOwner = (method: string, path: string, body?: unknown) =>
  call(service.owner, method, path, body);

/** A member whom the admin invited. */
async function invitedBy(session: string, email: string): Promise<string> {
  const body = { email, firstName: "New", lastName: "Member" };
  return (await call(session, "POST", `${organization}/members`, body)).body.userId;
}

test("pages and single resources name who created and changed what they show, with today's name", async () => {
  const admin = await service.addMember("ADMIN", { firstName: "Ada", lastName: "Byron" });
  const userId = await invitedBy(admin.session, "named@example.com");
  const single = await asOwner("GET", `${organization}/members/${userId}`);
  expect(single.body.createdBy).toBe(admin.userId);
  expect(single.body.people).toEqual({ [admin.userId]: { name: "Ada Byron" } });
  const list = () => asOwner("GET", `${organization}/members?userIds=${userId}`);
  expect((await list()).body.people).toEqual({ [admin.userId]: { name: "Ada Byron" } });
  expect((await list()).body.items[0]).not.toHaveProperty("people");

  const before = (await list()).body.items;
  await call(admin.session, "PATCH", "/v1/users/me", { firstName: "Augusta" });
  const renamed = (await list()).body;
  expect(renamed.people).toEqual({ [admin.userId]: { name: "Augusta Byron" } });
  expect(renamed.items).toEqual(before);
});

test("who is shown on the page is named from it, without a query", async () => {
  const admin = await service.addMember("ADMIN", { firstName: "Ada", lastName: "Lovelace" });
  const userId = await invitedBy(admin.session, "beside@example.com");
  const isLookUp = ([statement]: readonly unknown[]) =>
    JSON.stringify(statement).includes("people's names");
  const list = async (...ids: string[]) =>
    (await asOwner("GET", `${organization}/members?userIds=${ids.join()}`)).body.people;
  // The admin's own stamps name the owner, too.
  await call(admin.session, "PATCH", "/v1/users/me", { phone: "1" });
  const query = vi.spyOn(service.services.pool, "query");
  const all = await list(userId, admin.userId, service.ownerId);
  expect(all).toMatchObject({ [admin.userId]: { name: "Ada Lovelace" } });
  expect(query.mock.calls.filter(isLookUp)).toEqual([]);
  expect(await list(userId)).toEqual({ [admin.userId]: { name: "Ada Lovelace" } });
  expect(query.mock.calls.filter(isLookUp)).toHaveLength(1);
});

test("names come in the order of the items, in whatever order the database finds them", async () => {
  const [one, other] = [await service.addMember("ADMIN"), await service.addMember("ADMIN")];
  const userId = await invitedBy(one.session, "ordered@example.com");
  await call(other.session, "PATCH", `${organization}/members/${userId}`, { userRole: "CREATOR" });
  const { pool } = service.services;
  const named = async (): Promise<string[]> =>
    Object.keys((await asOwner("GET", `${organization}/members/${userId}`)).body.people);
  const usual = await named();
  const original = pool.query.bind(pool) as (...asked: unknown[]) => Promise<{ rows: unknown[] }>;
  const backwards: unknown = async (...asked: unknown[]) => {
    const result = await original(...asked);
    if (JSON.stringify(asked).includes("people's names")) result.rows.reverse();
    return result;
  };
  vi.spyOn(pool, "query").mockImplementation(backwards as never);
  expect([usual, await named()]).toEqual([
    [one.userId, other.userId],
    [one.userId, other.userId],
  ]);
});

test("after a role change, names are looked up once, while the change is not visible yet", async () => {
  const [inviter, changer] = [await service.addMember("ADMIN"), await service.addMember("ADMIN")];
  const userId = await invitedBy(inviter.session, "ahead@example.com");
  const { pool, directory } = service.services;
  const query = vi.spyOn(pool, "query");
  const lookUps = () =>
    query.mock.calls.filter((asked) => JSON.stringify(asked).includes("people's names")).length;
  const wait = directory.waitFor.bind(directory);
  const waitFor = vi.spyOn(directory, "waitFor").mockImplementation(async (...until) => {
    await eventually(() => lookUps() === 1);
    return wait(...until);
  });
  const path = `${organization}/members/${userId}`;
  const { body } = await call(changer.session, "PATCH", path, { userRole: "CREATOR" });
  expect(waitFor).toHaveBeenCalled();
  expect(lookUps()).toBe(1);
  expect(Object.keys(body.people)).toEqual([inviter.userId, changer.userId]);
});

test("names that could not be looked up then are looked up once the change is visible", async () => {
  const [inviter, changer] = [await service.addMember("ADMIN"), await service.addMember("ADMIN")];
  const userId = await invitedBy(inviter.session, "ahead-fails@example.com");
  const { pool } = service.services;
  const original = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>;
  let failed = 0;
  const failing: unknown = async (...asked: unknown[]) => {
    if (failed > 0 || !JSON.stringify(asked).includes("people's names")) return original(...asked);
    failed += 1;
    throw new Error("Connection terminated unexpectedly");
  };
  vi.spyOn(pool, "query").mockImplementation(failing as never);
  const path = `${organization}/members/${userId}`;
  const { status, body } = await call(changer.session, "PATCH", path, { userRole: "CREATOR" });
  expect([failed, status]).toEqual([1, 200]);
  expect(Object.keys(body.people)).toEqual([inviter.userId, changer.userId]);
});

test("who changes their own role is shown what the new role may see", async () => {
  const inviter = await service.addMember("ADMIN");
  const userId = await invitedBy(inviter.session, "own-role@example.com");
  await asOwner("PATCH", `${organization}/members/${userId}`, { userRole: "ADMIN" });
  const secret = await service.inviteSecretOf(service.organizationId, userId);
  await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  const path = `${organization}/members/${userId}`;
  const { body } = await call(await service.signIn(userId), "PATCH", path, { userRole: "USER" });
  expect(body).toMatchObject({ userRole: "USER", createdBy: inviter.userId });
  expect(body.people ?? {}).not.toHaveProperty(inviter.userId);
});

test("after a role change of a member who came back, all whom it shows are named", async () => {
  const [first, second] = [await service.addMember("ADMIN"), await service.addMember("ADMIN")];
  const userId = await invitedBy(first.session, "again@example.com");
  await asOwner("DELETE", `${organization}/members/${userId}`);
  expect(await invitedBy(second.session, "again@example.com")).toBe(userId);
  const path = `${organization}/members/${userId}`;
  const { body } = await asOwner("PATCH", path, { userRole: "CREATOR" });
  expect(body.people).toHaveProperty(body.createdBy);
  expect(body.people).toHaveProperty(service.ownerId);
});

test("log entries name whose app sent them", async () => {
  const member = await service.addMember("USER", { firstName: "Ada", lastName: "Entry" });
  const entries = [{ level: "INFO", category: "sync", message: "seen", correlationId: "named" }];
  await call(member.session, "POST", `${organization}/logs`, { entries });
  const { body } = await asOwner("GET", `${organization}/logs?correlationId=named`);
  expect(body.items).toMatchObject([{ userId: member.userId }]);
  expect(body.people).toEqual({ [member.userId]: { name: "Ada Entry" } });
});

test("an erased person is erased, and a former member is not named", async () => {
  const erased = await service.addMember("ADMIN");
  const former = await service.addMember("ADMIN");
  const [one, two] = [
    await invitedBy(erased.session, "by-erased@example.com"),
    await invitedBy(former.session, "by-former@example.com"),
  ];
  const gone = await call(erased.session, "DELETE", "/v1/users/me", { forgetMe: true });
  expect(gone.status).toBe(204);
  await asOwner("DELETE", `${organization}/members/${former.userId}`);
  const { body } = await asOwner("GET", `${organization}/members?userIds=${one},${two}`);
  expect(body.items.map(({ createdBy }: { createdBy: string }) => createdBy).toSorted()).toEqual(
    [erased.userId, former.userId].toSorted(),
  );
  expect(body.people).toEqual({ [erased.userId]: { erased: true } });
});

test("nobody is named to who may not view users, by role or by scope", async () => {
  const admin = await service.addMember("ADMIN");
  const userId = await invitedBy(admin.session, "seen-by-herself@example.com");
  const secret = await service.inviteSecretOf(service.organizationId, userId);
  await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  const own = await call(await service.signIn(userId), "GET", `${organization}/members/${userId}`);
  expect(own.body.createdBy).toBe(admin.userId);
  expect(own.body.people ?? {}).not.toHaveProperty(admin.userId);

  const solution = { name: "crm", title: "Crm" };
  await call(admin.session, "POST", `${organization}/solutions`, solution);
  const scoped = async (scopes: string[]) => {
    const { secret: token } = (await asOwner("POST", "/v1/users/me/tokens", { name: "t", scopes }))
      .body;
    const { body } = await call(token, "GET", `${organization}/solutions`);
    expect(body.items[0].createdBy).toBe(admin.userId);
    return body.people ?? {};
  };
  expect(await scoped(["solutions:view"])).toEqual({});
  expect(await scoped(["solutions:view", "users:view"])).toHaveProperty(admin.userId);
});

test("outside an organization, people are named by those in which the caller may view users", async () => {
  const admin = await service.addMember("ADMIN");
  const userId = await invitedBy(admin.session, "between@example.com");
  expect((await asOwner("GET", `/v1/users/${userId}`)).body.people).toHaveProperty(admin.userId);
  const listed = (await asOwner("GET", `/v1/users?userIds=${userId}`)).body;
  expect(listed.people).toHaveProperty(admin.userId);
  const { session } = await service.addMember("USER");
  const organizations = (await call(session, "GET", "/v1/organizations")).body;
  expect(organizations.items).toHaveLength(1);
  expect(organizations).not.toHaveProperty("people");
});

test("the contract promises names where they stand: on pages and single resources, not in items", async () => {
  const { schemas } = JSON.parse(await readFile("openapi.json", "utf8")).components;
  const named = Object.keys(schemas).filter((name) => "people" in (schemas[name].properties ?? {}));
  expect(named.filter((name) => !/^Single|Page$/.test(name)).toSorted()).toEqual([
    "AccessChanges",
    "AccessReview",
    "Account",
  ]);
});

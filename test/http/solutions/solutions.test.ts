/** /v1/organizations/{o}/solutions: registering, viewing, changing and deleting solutions. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let solutions: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  solutions = `${organization}/solutions`;
});

afterAll(() => service.stop());

async function register(token: string, name: string): Promise<string> {
  const body = { name, title: `Title of ${name}` };
  const registered = await service.call("POST", solutions, { token, body });
  expect(registered.status).toBe(201);
  return registered.body.solutionId;
}

async function assign(userId: string, solutionId: string, userRole: string) {
  const path = `${organization}/members/${userId}/solutions/${solutionId}`;
  const assigned = await service.call("PUT", path, { token: service.owner, body: { userRole } });
  expect(assigned.status).toBe(200);
}

const namesSeen = async (token: string) =>
  (await service.call("GET", solutions, { token })).body.items.map(
    ({ name }: { name: string }) => name,
  );

test("a person who registers a solution becomes its owner", async () => {
  const { userId, session: token } = await service.addMember("CREATOR");
  const body = { name: "expenses", title: "Travel", description: "All of it", category: "Finance" };
  const registered = await service.call("POST", solutions, { token, body });
  expect(registered).toMatchObject({ status: 201, body: { ...body, memberCount: 1 } });
  const path = `${solutions}/${registered.body.solutionId}`;
  expect(registered.headers.location).toBe(path);
  const read = await service.call("GET", path, { token });
  expect(read.body).toEqual(registered.body);
  expect(read.headers.etag).toBe(registered.headers.etag);
  const people = await service.call("GET", `${path}/members`, { token });
  expect(people.body.items).toMatchObject([{ userId, userRole: "OWNER", updatedBy: userId }]);
});

test("a plain user can neither register nor list solutions", async () => {
  const { session: token } = await service.addMember("USER");
  const body = { name: "mine", title: "Mine" };
  for (const refused of [
    await service.call("POST", solutions, { token, body }),
    await service.call("GET", solutions, { token }),
  ]) {
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  }
});

test("a CREATOR lists only solutions in which their role may view; ADMIN and OWNER list all", async () => {
  const creator = await service.addMember("CREATOR");
  const admin = await service.addMember("ADMIN");
  await register(creator.session, "own");
  const edited = await register(service.owner, "edited");
  const used = await register(service.owner, "used");
  const denied = await register(service.owner, "denied");
  const foreign = await register(service.owner, "foreign");
  await assign(creator.userId, edited, "EDITOR");
  await assign(creator.userId, used, "USER");
  await assign(creator.userId, denied, "DENY");

  expect(await namesSeen(creator.session)).toEqual(["edited", "own"]);
  for (const token of [admin.session, service.owner]) {
    expect(await namesSeen(token)).toEqual(
      expect.arrayContaining(["own", "edited", "used", "denied", "foreign"]),
    );
  }
  for (const solutionId of [used, denied, foreign]) {
    const token = creator.session;
    expect(await service.call("GET", `${solutions}/${solutionId}`, { token })).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  }
});

describe("PATCH", () => {
  test("changes the named fields, and null clears a field", async () => {
    const body = { name: "old", title: "Old", description: "Gone soon", category: "Kept" };
    const token = service.owner;
    const { solutionId } = (await service.call("POST", solutions, { token, body })).body;
    const path = `${solutions}/${solutionId}`;
    const patch = { title: "New", description: null };
    const changed = await service.call("PATCH", path, { token, body: patch });
    expect(changed).toMatchObject({ status: 200, body: { title: "New", category: "Kept" } });
    expect(changed.body).not.toHaveProperty("description");
    const cleared = await service.call("PATCH", path, { token, body: { title: null } });
    expect(cleared).toMatchObject({ status: 400, body: { errors: [{ pointer: "/title" }] } });
  });

  test("an outdated If-Match is refused", async () => {
    const token = service.owner;
    const path = `${solutions}/${await register(token, "matched")}`;
    const { headers } = await service.call("GET", path, { token });
    const change = (title: string) =>
      service.call("PATCH", path, {
        token,
        body: { title },
        headers: { "if-match": headers.etag ?? "" },
      });
    expect((await change("Once")).status).toBe(200);
    expect(await change("Twice")).toMatchObject({ status: 412 });
    expect((await service.call("GET", path, { token })).body.title).toBe("Once");
  });

  test("is allowed only with a role in the solution that may view it", async () => {
    const solutionId = await register(service.owner, "guarded");
    const path = `${solutions}/${solutionId}`;
    for (const [role, status] of [
      ["EDITOR", 200],
      ["USER", 403],
      ["DENY", 403],
    ] as const) {
      const { userId, session } = await service.addMember("CREATOR");
      await assign(userId, solutionId, role);
      const body = { title: `By ${role}` };
      expect((await service.call("PATCH", path, { token: session, body })).status).toBe(status);
    }
  });
});

describe("deletion", () => {
  test("takes the solution away from everybody and keeps the counts right", async () => {
    const kept = await register(service.owner, "kept");
    const gone = await register(service.owner, "gone");
    const { userId, session } = await service.addMember("CREATOR");
    await assign(userId, kept, "EDITOR");
    await assign(userId, gone, "ADMIN");
    const token = service.owner;
    const path = `${organization}/members/${userId}`;
    const before = (await service.call("GET", path, { token })).body;
    expect(before).toMatchObject({ solutionCount: 2, solutions: { [gone]: "ADMIN" } });

    const deleted = await service.call("DELETE", `${solutions}/${gone}`, { token });
    expect(deleted).toMatchObject({ status: 204, body: undefined });
    expect(deleted.headers["muster-position"]).toMatch(/^\d+$/);

    const after = (await service.call("GET", path, { token })).body;
    expect(after).toMatchObject({ solutionCount: 1, solutions: { [kept]: "EDITOR" } });
    expect(after.solutions).not.toHaveProperty(gone);
    const me = await service.call("GET", "/v1/users/me", { token: session });
    expect(me.body.statistics.solutionCount).toBe(1);
    expect(await namesSeen(token)).not.toContain("gone");
    const filtered = `${organization}/members?solutionIds=${gone}`;
    expect((await service.call("GET", filtered, { token })).body.count).toBe(0);

    for (const [method, address] of [
      ["GET", `${solutions}/${gone}`],
      ["GET", `${solutions}/${gone}/members`],
      ["PATCH", `${solutions}/${gone}`],
      ["DELETE", `${solutions}/${gone}`],
      ["PUT", `${path}/solutions/${gone}`],
    ] as const) {
      const body = method === "PATCH" ? { title: "Back" } : undefined;
      expect((await service.call(method, address, { token, body })).status).toBe(404);
    }
  });

  test("requires the role OWNER in the solution, whatever the organization role", async () => {
    const creator = await service.addMember("CREATOR");
    const solutionId = await register(creator.session, "owned");
    const path = `${solutions}/${solutionId}`;
    const remove = (token: string) => service.call("DELETE", path, { token });
    expect(await remove(service.owner)).toMatchObject({ status: 403 });
    await assign(service.ownerId, solutionId, "ADMIN");
    expect(await remove(service.owner)).toMatchObject({ status: 403 });
    await assign(service.ownerId, solutionId, "OWNER");
    expect(await remove(service.owner)).toMatchObject({ status: 204 });
  });
});

describe("the members of a solution", () => {
  let solutionId: string;
  let list: string;
  const people: Record<string, string> = {};

  beforeAll(async () => {
    solutionId = await register(service.owner, "peopled");
    list = `${solutions}/${solutionId}/members`;
    for (const [role, firstName] of [
      ["ADMIN", "Agatha"],
      ["EDITOR", "Edgar"],
      ["USER", "Ursula"],
      ["DENY", "Denis"],
    ] as const) {
      const { userId } = await service.addMember("USER", { firstName, lastName: "Peopled" });
      people[role] = userId;
      await assign(userId, solutionId, role);
    }
  });

  test("are filtered by the server", async () => {
    const roles = async (query: string) =>
      (await service.call("GET", `${list}?${query}`, { token: service.owner })).body.items
        .map(({ userRole }: { userRole: string }) => userRole)
        .toSorted();
    expect(await roles("")).toEqual(["ADMIN", "DENY", "EDITOR", "OWNER", "USER"]);
    expect(await roles("search=PEOPLED&includeRoles=ADMIN,DENY")).toEqual(["ADMIN", "DENY"]);
    expect(await roles("excludeRoles=OWNER&excludeRoles=DENY")).toEqual([
      "ADMIN",
      "EDITOR",
      "USER",
    ]);
    expect(await roles(`userIds=${people.EDITOR},${people.USER}`)).toEqual(["EDITOR", "USER"]);
    expect(await roles("search=ursula")).toEqual(["USER"]);
    expect(await roles("emails=OWNER@example.com")).toEqual(["OWNER"]);
    expect(await roles("status=DISABLED")).toEqual([]);
  });

  test("are listed page by page, each once", async () => {
    const seen: string[] = [];
    let next: string | undefined = `${list}?limit=2`;
    while (next !== undefined) {
      const { body } = await service.call("GET", next, { token: service.owner });
      seen.push(...body.items.map(({ userId }: { userId: string }) => userId));
      const { continuationToken } = body;
      next = continuationToken && `${list}?limit=2&continuationToken=${continuationToken}`;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  test("do not include people removed from the organization", async () => {
    const { userId } = await service.addMember("USER");
    await assign(userId, solutionId, "USER");
    const count = async () =>
      (await service.call("GET", `${solutions}/${solutionId}`, { token: service.owner })).body
        .memberCount;
    const before = await count();
    const path = `${organization}/members/${userId}`;
    expect((await service.call("DELETE", path, { token: service.owner })).status).toBe(204);
    expect(await count()).toBe(before - 1);
    const listed = await service.call("GET", `${list}?userIds=${userId}`, { token: service.owner });
    expect(listed.body.count).toBe(0);
  });
});

test("a solution cannot be found through another organization", async () => {
  const solutionId = await register(service.owner, "here");
  const other = await service.call("POST", "/v1/organizations", {
    token: service.owner,
    body: { name: "Elsewhere" },
  });
  const path = `/v1/organizations/${other.body.organizationId}/solutions/${solutionId}`;
  for (const method of ["GET", "DELETE"]) {
    expect((await service.call(method, path, { token: service.owner })).status).toBe(404);
  }
  expect((await service.call("GET", `${path}/members`, { token: service.owner })).status).toBe(404);
});

test.each([
  [{ name: "n" }, "/title"],
  [{ title: "t" }, "/name"],
  [{ name: "n", title: "t", category: "" }, "/category"],
  [{ name: "n".repeat(101), title: "t" }, "/name"],
  [{ name: "n", title: "t", ownerId: "me" }, "/ownerId"],
])("registering %j is refused", async (body, pointer) => {
  const refused = await service.call("POST", solutions, { token: service.owner, body });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

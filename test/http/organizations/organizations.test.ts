/** /v1/organizations: creating, listing, reading and changing organizations, and by whom. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let first: string;

beforeAll(async () => {
  service = await startTestService({ environment: { REGION: "eu-central-1" } });
  first = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

async function create(body: object) {
  return service.call("POST", "/v1/organizations", { token: service.owner, body });
}

test("a person who creates an organization becomes its owner", async () => {
  const body = { name: "Engines", description: "Analytical", url: "https://engines.example/" };
  const created = await create(body);
  expect(created).toMatchObject({ status: 201, body: { ...body, locked: false } });
  const { organizationId } = created.body;
  const path = `/v1/organizations/${organizationId}`;
  expect(created.headers.location).toBe(path);
  expect(created.headers["muster-position"]).toMatch(/^\d+$/);

  const read = await service.call("GET", path, { token: service.owner });
  expect(read.body).toEqual(created.body);
  expect(read.headers.etag).toBe(created.headers.etag);

  const mine = await service.call("GET", `${path}/members`, { token: service.owner });
  expect(mine.body.items).toMatchObject([
    { userId: service.ownerId, userRole: "OWNER", userStatus: "ACTIVE" },
  ]);
});

test.each([
  [{}, "/name"],
  [{ name: "   " }, "/name"],
  [{ name: "n".repeat(201) }, "/name"],
  [{ name: "a\nb" }, "/name"],
  [{ name: "Ok", url: "ftp://files.example" }, "/url"],
  [{ name: "Ok", url: "javascript:alert(1)" }, "/url"],
  [{ name: "Ok", description: "d".repeat(2001) }, "/description"],
  [{ name: "Ok", locked: true }, "/locked"],
])("creation with %j is refused", async (body, pointer) => {
  const refused = await create(body);
  expect(refused).toMatchObject({ status: 400, body: { code: "invalid-input" } });
  expect(refused.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
});

test("every organization names the region of the deployment", async () => {
  const { owner: token } = service;
  const region = "eu-central-1";
  expect((await service.call("GET", first, { token })).body).toMatchObject({ region });
  for (const path of ["/v1/organizations", "/v1/users/me/organizations"]) {
    const { items } = (await service.call("GET", path, { token })).body;
    expect(items).not.toHaveLength(0);
    for (const item of items) expect(item).toMatchObject({ region });
  }
});

test("a person who is only a USER cannot create an organization", async () => {
  const { session } = await service.addMember("USER");
  const body = { name: "Mine" };
  expect(await service.call("POST", "/v1/organizations", { token: session, body })).toMatchObject({
    status: 403,
    body: { code: "management-role-required" },
  });
});

test("the list has only the caller's organizations, and a search ignores case", async () => {
  await create({ name: "Zebra crossing 100%" });
  await create({ name: "Zoo" });
  const { session } = await service.addMember("ADMIN");
  const names = async (token: string, query = "") => {
    const page = await service.call("GET", `/v1/organizations${query}`, { token });
    return page.body.items.map(({ name }: { name: string }) => name);
  };
  expect(await names(session)).toEqual(["First organization"]);
  expect(await names(service.owner, "?search=ZEBRA")).toEqual(["Zebra crossing 100%"]);
  expect(await names(service.owner, "?search=100%25")).toEqual(["Zebra crossing 100%"]);
  expect(await names(service.owner, "?search=z%25o")).toEqual([]);
});

test("the list is read page by page", async () => {
  const all = await service.call("GET", "/v1/organizations", { token: service.owner });
  const walked: unknown[] = [];
  let next: string | undefined = "/v1/organizations?limit=1";
  while (next !== undefined) {
    const { body } = await service.call("GET", next, { token: service.owner });
    walked.push(...body.items);
    const { continuationToken } = body;
    next = continuationToken && `/v1/organizations?limit=1&continuationToken=${continuationToken}`;
  }
  expect(walked).toEqual(all.body.items);
});

test("PATCH changes the named fields, and null clears a field", async () => {
  const { body } = await create({
    name: "Before",
    description: "Old",
    url: "https://old.example/",
  });
  const path = `/v1/organizations/${body.organizationId}`;
  const patch = { name: "After", description: null };
  const changed = await service.call("PATCH", path, { token: service.owner, body: patch });
  expect(changed).toMatchObject({ status: 200, body: { name: "After", url: body.url } });
  expect(changed.body).not.toHaveProperty("description");

  const end = await service.services.store.lastPosition();
  const same = await service.call("PATCH", path, { token: service.owner, body: patch });
  expect(same).toMatchObject({ status: 200, headers: { etag: changed.headers.etag } });
  expect(await service.services.store.lastPosition(), "nothing changed, nothing appended").toBe(
    end,
  );

  const unnamed = await service.call("PATCH", path, { token: service.owner, body: { name: null } });
  expect(unnamed).toMatchObject({ status: 400, body: { errors: [{ pointer: "/name" }] } });
});

test("an outdated If-Match is refused", async () => {
  const { headers, body } = await create({ name: "Matched" });
  const path = `/v1/organizations/${body.organizationId}`;
  const change = (name: string, tag: string) =>
    service.call("PATCH", path, {
      token: service.owner,
      body: { name },
      headers: { "if-match": tag },
    });
  const changed = await change("Once", headers.etag ?? "");
  expect(changed.status).toBe(200);
  expect(changed.headers.etag).not.toBe(headers.etag);
  for (const stale of [headers.etag ?? "", `W/${headers.etag}`, '"nonsense"', ""]) {
    expect(await change("Twice", stale)).toMatchObject({
      status: 412,
      body: { code: "precondition-failed" },
    });
  }
  const weak = await change("Twice", `W/${changed.headers.etag}`);
  expect(weak.status).toBe(200);
  expect((await change("Thrice", `"0", ${weak.headers.etag}`)).status).toBe(200);
  expect((await change("Always", "*")).status).toBe(200);
});

test("settings are shown only on request and only to the owner", async () => {
  const read = (token: string, query: string) => service.call("GET", first + query, { token });
  expect((await read(service.owner, "")).body).not.toHaveProperty("settings");
  expect((await read(service.owner, "?expandSettings=false")).body).not.toHaveProperty("settings");
  expect((await read(service.owner, "?expandSettings=true")).body.settings).toEqual({
    idleLogoutMinutes: 120,
    inviteExpiryDays: 14,
    defaultLanguage: "en",
    revision: expect.any(Number),
  });
  const { session } = await service.addMember("ADMIN");
  expect((await read(session, "")).status).toBe(200);
  expect(await read(session, "?expandSettings=true")).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
  expect((await read(service.owner, "?expandSettings=perhaps")).status).toBe(400);
});

test("only its owner can change it", async () => {
  for (const role of ["ADMIN", "CREATOR", "USER"] as const) {
    const { session } = await service.addMember(role);
    const taken = { token: session, body: { name: "Taken over" } };
    expect(await service.call("PATCH", first, taken)).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  }
});

test("to others an organization looks like a missing one", async () => {
  const { session: token } = await service.addMember("ADMIN");
  const { body } = await create({ name: "Hidden" });
  const hidden = `/v1/organizations/${body.organizationId}`;
  const none = `/v1/organizations/${crypto.randomUUID()}`;
  const ask = async (method: string, path: string) => {
    const patch = method === "PATCH" ? { body: { name: "Mine" } } : {};
    const {
      instance: _,
      correlationId: __,
      ...problem
    } = (await service.call(method, path, { token, ...patch })).body;
    return problem;
  };
  for (const method of ["GET", "PATCH"]) {
    expect(await ask(method, hidden)).toMatchObject({ status: 404, code: "not-found" });
    expect(await ask(method, hidden)).toEqual(await ask(method, none));
  }
});

test("a member of several organizations sees their own solutions counted in each", async () => {
  const { userId, session } = await service.addMember("CREATOR");
  // The list is in order of creation, so they must not be created in the same millisecond.
  service.clock.add(1);
  const second = (await create({ name: "Second" })).body.organizationId;
  const me = (await service.call("GET", "/v1/users/me", { token: session })).body;
  const invitation = { email: me.email, firstName: "Not", lastName: "Used" };
  const members = `/v1/organizations/${second}/members`;
  const invited = await service.call("POST", members, { token: service.owner, body: invitation });
  expect(invited.body.userId, "one address, one person").toBe(userId);
  await service.call("POST", "/v1/invites/accept", {
    body: { token: await service.inviteSecretOf(second, userId) },
  });
  for (const name of ["one", "two"]) {
    const registered = await service.call("POST", `/v1/organizations/${second}/solutions`, {
      token: service.owner,
      body: { name, title: name },
    });
    const { solutionId } = registered.body;
    await service.call("PUT", `${members}/${userId}/solutions/${solutionId}`, {
      token: service.owner,
    });
  }
  const mine = await service.call("GET", "/v1/users/me/organizations", { token: session });
  expect(mine.body).toMatchObject({
    count: 2,
    items: [
      { name: "First organization", userRole: "CREATOR", userStatus: "ACTIVE", solutionCount: 0 },
      { name: "Second", userRole: "USER", userStatus: "ACTIVE", solutionCount: 2 },
    ],
  });
  const after = await service.call("GET", "/v1/users/me", { token: session });
  expect(after.body.statistics).toEqual({ organizationCount: 2, solutionCount: 2 });
});

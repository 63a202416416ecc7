/** People who share an organization with the caller, the caller's solutions and organizations. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const get = (path: string, token: string) => service.call("GET", path, { token });
const callAs = (token: string) => (method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });
const asOwner = (method: string, path: string, body?: unknown) =>
  callAs(service.owner)(method, path, body);

describe("users are people in the organizations where the caller may view users", () => {
  test("they are listed once each, filtered by the server, and can be read one by one", async () => {
    const ada = await service.addMember("ADMIN", { email: "ada@users.test", firstName: "Ada" });
    const bob = await service.addMember("USER", { email: "bob@users.test", firstName: "Bob" });
    const own = await service.call("POST", "/v1/organizations", {
      token: ada.session,
      body: { name: "Ada's own" },
    });
    const path = `/v1/organizations/${own.body.organizationId}/members`;
    await service.call("POST", path, {
      token: ada.session,
      body: { email: "bob@users.test", firstName: "Robert", lastName: "Invited" },
    });
    const all = await get("/v1/users", ada.session);
    const ids = all.body.items.map((item: { userId: string }) => item.userId);
    expect(ids.toSorted()).toEqual([service.ownerId, ada.userId, bob.userId].toSorted());
    const found = await get("/v1/users?search=BOB@users", ada.session);
    expect(found.body.items).toMatchObject([
      { userId: bob.userId, firstName: "Bob", statistics: { organizationCount: 1 } },
    ]);
    const listed = await get(`/v1/users?userIds=${bob.userId},${ada.userId}`, service.owner);
    expect(listed.body.count).toBe(2);
    const byEmail = await get("/v1/users?emails=ADA@users.test", service.owner);
    // The owner does not see Ada's other organization.
    expect(byEmail.body.items).toMatchObject([{ statistics: { organizationCount: 1 } }]);
    const { people, ...one } = (await get(`/v1/users/${bob.userId}`, ada.session)).body;
    expect(one).toEqual(found.body.items[0]);
    expect(people[bob.userId]).toEqual({ name: found.body.items[0].name });
    const self = await get(`/v1/users/${ada.userId}`, ada.session);
    const me = await get("/v1/users/me", ada.session);
    expect(me.body).toEqual({
      ...self.body,
      emailProved: false,
      credential: { kind: "SESSION" },
    });
  });

  test("an invited person shows the inviter's data, not the profile, until they accept", async () => {
    const carl = await service.addMember("ADMIN", { email: "carl@users.test", firstName: "Carl" });
    const patch = { token: carl.session, body: { phone: "+44 1234", lastName: "Secret" } };
    await service.call("PATCH", "/v1/users/me", patch);
    const other = await service.addMember("ADMIN", { email: "other@users.test" });
    const own = await service.call("POST", "/v1/organizations", {
      token: other.session,
      body: { name: "Fishing" },
    });
    await asOwner("DELETE", `${organization}/members/${other.userId}`);
    const members = `/v1/organizations/${own.body.organizationId}/members`;
    await service.call("POST", members, {
      token: other.session,
      body: { email: "carl@users.test", firstName: "C", lastName: "Guess" },
    });
    const { body } = await get(`/v1/users/${carl.userId}`, other.session);
    expect(body).toMatchObject({
      name: "C Guess",
      statistics: { organizationCount: 0, solutionCount: 0 },
    });
    expect(body).not.toHaveProperty("phone");
  });

  test("paging lists everybody once", async () => {
    const seen: string[] = [];
    let path = "/v1/users?limit=2";
    for (;;) {
      const { body } = await get(path, service.owner);
      seen.push(...body.items.map((item: { userId: string }) => item.userId));
      if (body.continuationToken === undefined) break;
      path = `/v1/users?limit=2&continuationToken=${body.continuationToken}`;
    }
    const { body } = await get("/v1/users?limit=500", service.owner);
    expect(seen).toEqual(body.items.map((item: { userId: string }) => item.userId));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("a USER sees only themselves, and a stranger is not found", async () => {
    const user = await service.addMember("USER");
    expect((await get("/v1/users", user.session)).body).toMatchObject({ count: 0, items: [] });
    expect((await get(`/v1/users/${service.ownerId}`, user.session)).status).toBe(404);
    expect((await get(`/v1/users/${user.userId}`, user.session)).status).toBe(200);
    expect((await get(`/v1/users/${crypto.randomUUID()}`, service.owner)).status).toBe(404);
  });
});

describe("the caller's solutions", () => {
  const mine = async (token: string) => (await get("/v1/users/me/solutions", token)).body.items;

  test("a solution that the user set aside can be taken back with the same role", async () => {
    const { session: token, userId } = await service.addMember("CREATOR");
    const call = callAs(token);
    const made = { name: "mine", title: "Mine" };
    const { solutionId } = (await call("POST", `${organization}/solutions`, made)).body;
    expect(await mine(token)).toMatchObject([
      { solutionId, userRole: "OWNER", memberCount: 1, mayRun: true },
    ]);
    const path = `/v1/users/me/solutions/${solutionId}`;
    expect((await call("DELETE", path)).status).toBe(204);
    const [aside] = await mine(token);
    expect(aside).toMatchObject({ solutionId, memberCount: 0, mayRun: false });
    expect(aside).not.toHaveProperty("userRole");
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("PUT", path)).body).toMatchObject({ userRole: "OWNER" });
    expect((await call("PUT", path)).body).toMatchObject({ userRole: "OWNER" });
    const member = await asOwner("GET", `${organization}/members/${userId}`);
    expect(member.body.solutions).toEqual({ [solutionId]: "OWNER" });
  });

  test("a solution that somebody else took away cannot be taken back, nor does taking back raise a role", async () => {
    const { session: token, userId } = await service.addMember("CREATOR");
    const call = callAs(token);
    const { solutionId } = (
      await call("POST", `${organization}/solutions`, { name: "lost", title: "Lost" })
    ).body;
    const path = `/v1/users/me/solutions/${solutionId}`;
    const assignment = `${organization}/members/${userId}/solutions/${solutionId}`;
    await asOwner("PUT", assignment, { userRole: "DENY" });
    expect((await call("PUT", path)).body).toMatchObject({ userRole: "DENY" });
    await call("DELETE", path);
    expect((await call("PUT", path)).body).toMatchObject({ userRole: "DENY" });
    await asOwner("DELETE", assignment);
    expect(await call("PUT", path)).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("a USER has their own solutions; a solution of others looks like a missing one", async () => {
    const { solutionId } = (
      await asOwner("POST", `${organization}/solutions`, { name: "theirs", title: "Theirs" })
    ).body;
    const { session: token, userId } = await service.addMember("USER");
    expect(await mine(token)).toEqual([]);
    const path = `/v1/users/me/solutions/${solutionId}`;
    expect((await service.call("PUT", path, { token })).status).toBe(404);
    expect((await service.call("DELETE", path, { token })).status).toBe(404);
    await asOwner("PUT", `${organization}/members/${userId}/solutions/${solutionId}`);
    expect(await mine(token)).toMatchObject([{ solutionId, userRole: "USER" }]);
    await asOwner("POST", `${organization}/members/${userId}/disable`);
    expect(await mine(token)).toEqual([]);
    expect((await service.call("DELETE", path, { token })).status).toBe(404);
  });

  test("a manager of the solution can take away a role that its member set aside", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const call = callAs(session);
    const made = await call("POST", `${organization}/solutions`, { name: "s1", title: "S" });
    const { solutionId } = made.body;
    await call("DELETE", `/v1/users/me/solutions/${solutionId}`);
    // The admin unassigns the solution and gets 404, because the member has set it aside.
    await asOwner("DELETE", `${organization}/members/${userId}/solutions/${solutionId}`);
    const back = await call("PUT", `/v1/users/me/solutions/${solutionId}`);
    expect(back.status).toBe(403);
  });

  test("a role that was set aside does not outlive the demotion of its holder", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const call = callAs(session);
    const made = await call("POST", `${organization}/solutions`, { name: "s2", title: "S" });
    const { solutionId } = made.body;
    await call("DELETE", `/v1/users/me/solutions/${solutionId}`);
    const shown = await asOwner("GET", `${organization}/members/${userId}`);
    expect(shown.body.solutions).toEqual({});
    await asOwner("DELETE", `${organization}/members/${userId}`);
    expect((await call("PUT", `/v1/users/me/solutions/${solutionId}`)).status).toBe(404);
  });
});

describe("the caller's organizations", () => {
  test("they are listed with the number of the caller's solutions, and the default can be switched", async () => {
    const { session: token, userId } = await service.addMember("CREATOR");
    const call = callAs(token);
    await call("POST", `${organization}/solutions`, { name: "one", title: "One" });
    service.clock.add(1000);
    const second = (await call("POST", "/v1/organizations", { name: "Second" })).body;
    const list = async () => (await call("GET", "/v1/users/me/organizations")).body.items;
    expect(await list()).toMatchObject([
      { organizationId: service.organizationId, solutionCount: 1, isDefault: false },
      { organizationId: second.organizationId, solutionCount: 0, userRole: "OWNER" },
    ]);
    const choice = { organizationId: second.organizationId };
    const chosen = await call("PUT", "/v1/users/me/default-organization", choice);
    expect(chosen.body).toMatchObject({ defaultOrganizationId: second.organizationId });
    expect(await list()).toMatchObject([{ isDefault: false }, { isDefault: true }]);
    await asOwner("POST", `${organization}/members/${userId}/disable`);
    const back = { organizationId: service.organizationId };
    expect((await call("PUT", "/v1/users/me/default-organization", back)).status).toBe(404);
  });
});

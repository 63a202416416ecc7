/** /v1/organizations/{o}/members/{u}/solutions: assigning solutions, and who may do it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

async function register(name: string, token = service.owner, within = organization) {
  const body = { name, title: name };
  return (await service.call("POST", `${within}/solutions`, { token, body })).body
    .solutionId as string;
}

function put(token: string, userId: string, solutionId: string, body?: object) {
  const path = `${organization}/members/${userId}/solutions/${solutionId}`;
  return service.call("PUT", path, { token, body });
}

function patch(token: string, userId: string, body: object) {
  return service.call("PATCH", `${organization}/members/${userId}/solutions`, { token, body });
}

async function rolesOf(userId: string): Promise<Record<string, string>> {
  const path = `${organization}/members/${userId}`;
  return (await service.call("GET", path, { token: service.owner })).body.solutions;
}

/** A CREATOR with a role in the solution. */
async function creatorWith(solutionId: string, userRole: string) {
  const creator = await service.addMember("CREATOR");
  expect((await put(service.owner, creator.userId, solutionId, { userRole })).status).toBe(200);
  return creator;
}

describe("PUT", () => {
  test("assigns with the role USER by default", async () => {
    const { userId } = await service.addMember("USER");
    const solutionId = await register("plain");
    for (const body of [undefined, {}]) {
      const assigned = await put(service.owner, userId, solutionId, body);
      expect(assigned).toMatchObject({
        status: 200,
        body: { userId, solutionId, userRole: "USER", updatedBy: service.ownerId },
      });
      expect(assigned.headers["muster-position"]).toMatch(/^\d+$/);
    }
  });

  test("answers the revision for If-Match", async () => {
    const { userId } = await service.addMember("USER");
    const path = `${organization}/members/${userId}/solutions/${await register("matched")}`;
    const assign = (userRole: string, etag: string) =>
      service.call("PUT", path, {
        token: service.owner,
        body: { userRole },
        headers: { "if-match": etag },
      });
    const first = await assign("USER", "*");
    const etag = first.headers.etag ?? "";
    expect(etag).toMatch(/^"\d+"$/);
    expect((await assign("ADMIN", etag)).status).toBe(200);
    const late = await assign("EDITOR", etag);
    expect(late).toMatchObject({ status: 412, body: { code: "precondition-failed" } });
    expect((await service.call("DELETE", path, { token: service.owner })).status).toBe(204);
  });

  test("changes the role of an assignment, effective on the next request", async () => {
    const solutionId = await register("changed");
    const { userId, session } = await creatorWith(solutionId, "EDITOR");
    const path = `${organization}/solutions/${solutionId}`;
    expect((await service.call("GET", path, { token: session })).status).toBe(200);
    const denied = await put(service.owner, userId, solutionId, { userRole: "DENY" });
    expect(denied.body.userRole).toBe("DENY");
    expect(await service.call("GET", path, { token: session })).toMatchObject({ status: 403 });
    expect(await rolesOf(userId), "the assignment is kept").toEqual({ [solutionId]: "DENY" });
    const solution = await service.call("GET", path, { token: service.owner });
    expect(solution.body.memberCount).toBe(2);
  });

  test("with the same role appends nothing", async () => {
    const { userId } = await service.addMember("USER");
    const solutionId = await register("same");
    await put(service.owner, userId, solutionId, { userRole: "EDITOR" });
    const end = await service.services.store.lastPosition();
    expect((await put(service.owner, userId, solutionId, { userRole: "EDITOR" })).status).toBe(200);
    expect(await service.services.store.lastPosition()).toBe(end);
  });

  test("works for invited and active members", async () => {
    const solutionId = await register("invited");
    const body = { email: "early@example.com", firstName: "Early", lastName: "Bird" };
    const path = `${organization}/members`;
    const invited = await service.call("POST", path, { token: service.owner, body });
    expect((await put(service.owner, invited.body.userId, solutionId)).status).toBe(200);
    expect(await rolesOf(invited.body.userId)).toEqual({ [solutionId]: "USER" });
  });

  test("does not find unknown members or solutions, or those of another organization", async () => {
    const { userId } = await service.addMember("USER");
    const other = await service.call("POST", "/v1/organizations", {
      token: service.owner,
      body: { name: "Elsewhere" },
    });
    const elsewhere = `/v1/organizations/${other.body.organizationId}`;
    const foreign = await register("foreign", service.owner, elsewhere);
    const here = await register("here");
    for (const [user, solutionId] of [
      [userId, foreign],
      [userId, crypto.randomUUID()],
      [userId, "not-an-id"],
      [crypto.randomUUID(), here],
    ] as const) {
      expect(await put(service.owner, user, solutionId)).toMatchObject({
        status: 404,
        body: { code: "not-found" },
      });
    }
    expect(await rolesOf(userId)).toEqual({});
  });

  test("refuses an unknown role", async () => {
    const { userId } = await service.addMember("USER");
    const refused = await put(service.owner, userId, await register("typed"), {
      userRole: "CREATOR",
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/userRole" }] } });
  });
});

describe("DELETE", () => {
  test("takes the solution away, and does not find one that is not assigned", async () => {
    const { userId } = await service.addMember("USER");
    const solutionId = await register("taken");
    await put(service.owner, userId, solutionId);
    const path = `${organization}/members/${userId}/solutions/${solutionId}`;
    const remove = () => service.call("DELETE", path, { token: service.owner });
    expect((await remove()).status).toBe(204);
    expect(await rolesOf(userId)).toEqual({});
    const end = await service.services.store.lastPosition();
    expect(await remove()).toMatchObject({ status: 404, body: { code: "not-found" } });
    expect(await service.services.store.lastPosition()).toBe(end);
  });
});

describe("PATCH", () => {
  test("assigns and takes away several at once", async () => {
    const { userId } = await service.addMember("USER");
    const [one, two, three] = [await register("1"), await register("2"), await register("3")];
    await put(service.owner, userId, one);
    const changed = await patch(service.owner, userId, {
      assign: [{ solutionId: two, userRole: "EDITOR" }, { solutionId: three }],
      unassign: [one],
    });
    expect(changed).toMatchObject({ status: 200, body: { userId, solutionCount: 2 } });
    expect(changed.body.solutions).toEqual({ [two]: "EDITOR", [three]: "USER" });
    expect(changed.headers.etag).toMatch(/^"\d+"$/);
  });

  test("is all or nothing", async () => {
    const { userId } = await service.addMember("USER");
    const [kept, wanted] = [await register("kept"), await register("wanted")];
    await put(service.owner, userId, kept);
    const other = await service.call("POST", "/v1/organizations", {
      token: service.owner,
      body: { name: "Further away" },
    });
    const elsewhere = `/v1/organizations/${other.body.organizationId}`;
    const foreign = await register("foreign", service.owner, elsewhere);
    const end = await service.services.store.lastPosition();
    for (const [assign, unassign, status] of [
      [[wanted, crypto.randomUUID()], [kept], 404],
      [[wanted, foreign], [kept], 404],
      [[wanted, wanted], [], 400],
      [[wanted], [wanted], 400],
      [[wanted], [kept, kept], 400],
      [[wanted], ["not-an-id"], 400],
    ] as const) {
      const refused = await patch(service.owner, userId, {
        assign: assign.map((solutionId) => ({ solutionId })),
        unassign,
      });
      expect(refused.status).toBe(status);
    }
    expect(await rolesOf(userId)).toEqual({ [kept]: "USER" });
    expect(await service.services.store.lastPosition()).toBe(end);
  });

  test("does nothing if the caller may do only some of it", async () => {
    const [own, foreign] = [await register("own"), await register("not own")];
    const { session } = await creatorWith(own, "ADMIN");
    const { userId } = await service.addMember("USER");
    const assign = [{ solutionId: own }, { solutionId: foreign }];
    expect(await patch(session, userId, { assign })).toMatchObject({ status: 403 });
    expect(await rolesOf(userId)).toEqual({});
    expect(await patch(session, userId, { assign: [{ solutionId: own }] })).toMatchObject({
      status: 200,
    });
  });

  test("honours If-Match", async () => {
    const { userId } = await service.addMember("USER");
    const path = `${organization}/members/${userId}`;
    const read = await service.call("GET", path, { token: service.owner });
    const change = async () =>
      service.call("PATCH", `${path}/solutions`, {
        token: service.owner,
        body: { assign: [{ solutionId: await register("matched") }] },
        headers: { "if-match": read.headers.etag ?? "" },
      });
    expect((await change()).status).toBe(200);
    expect((await change()).status).toBe(412);
    expect(Object.keys(await rolesOf(userId))).toHaveLength(1);
  });

  test("takes at most 200 changes of a kind", async () => {
    const assign = Array.from({ length: 201 }, () => ({ solutionId: crypto.randomUUID() }));
    const refused = await patch(service.owner, service.ownerId, { assign });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/assign" }] } });
  });
});

describe("nobody can grant more than they have", () => {
  test("an ADMIN of the solution grants and takes roles up to ADMIN", async () => {
    const solutionId = await register("ranked");
    const { session } = await creatorWith(solutionId, "ADMIN");
    const owner = await creatorWith(solutionId, "OWNER");
    const { userId } = await service.addMember("USER");
    expect((await put(session, userId, solutionId, { userRole: "ADMIN" })).status).toBe(200);
    expect((await put(session, userId, solutionId, { userRole: "EDITOR" })).status).toBe(200);
    for (const refused of [
      await put(session, userId, solutionId, { userRole: "OWNER" }),
      await put(session, owner.userId, solutionId, { userRole: "USER" }),
      await patch(session, owner.userId, { unassign: [solutionId] }),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
    expect(await rolesOf(userId)).toEqual({ [solutionId]: "EDITOR" });
    expect(await rolesOf(owner.userId)).toEqual({ [solutionId]: "OWNER" });
  });

  test("nobody below OWNER can make themselves the owner", async () => {
    const solutionId = await register("climbed");
    const { userId, session } = await creatorWith(solutionId, "ADMIN");
    expect(await put(session, userId, solutionId, { userRole: "OWNER" })).toMatchObject({
      status: 403,
    });
  });

  test.each(["EDITOR", "USER", "DENY"])("%s in the solution manages nobody", async (userRole) => {
    const solutionId = await register(`managed by ${userRole}`);
    const { userId, session } = await creatorWith(solutionId, userRole);
    const target = await service.addMember("USER");
    expect(await put(session, target.userId, solutionId)).toMatchObject({ status: 403 });
    expect(await put(session, userId, solutionId, { userRole: "DENY" })).toMatchObject({
      status: 403,
    });
  });

  test("an organization's USER manages nobody, not even as the solution's OWNER", async () => {
    const solutionId = await register("used");
    const { userId, session } = await service.addMember("USER");
    await put(service.owner, userId, solutionId, { userRole: "OWNER" });
    expect(await put(session, userId, solutionId, { userRole: "USER" })).toMatchObject({
      status: 403,
    });
  });

  test("an ADMIN of the organization manages every solution", async () => {
    const { session } = await service.addMember("ADMIN");
    const { userId } = await service.addMember("USER");
    const solutionId = await register("of others");
    expect((await put(session, userId, solutionId, { userRole: "OWNER" })).status).toBe(200);
  });
});

test("two concurrent changes are both kept", async () => {
  const { userId } = await service.addMember("USER");
  const ids = await Promise.all(["a", "b", "c", "d"].map((name) => register(`at once ${name}`)));
  const answers = await Promise.all(
    ids.map((solutionId) => put(service.owner, userId, solutionId)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(Object.keys(await rolesOf(userId)).toSorted()).toEqual(ids.toSorted());
});

describe("a creator who may not view a solution", () => {
  test("must not see its members through the members of the organization", async () => {
    const [hidden, shown] = [await register("hidden"), await register("shown")];
    const creator = await creatorWith(shown, "ADMIN");
    const { userId } = await service.addMember("USER");
    await patch(service.owner, userId, {
      assign: [
        { solutionId: hidden, userRole: "OWNER" },
        { solutionId: shown, userRole: "USER" },
      ],
    });
    const get = (path: string) =>
      service.call("GET", `${organization}${path}`, { token: creator.session });
    expect((await get(`/solutions/${hidden}/members`)).status).toBe(403);

    expect((await get(`/members/${userId}`)).body.solutions).toEqual({ [shown]: "USER" });
    const everybody = (await get("/members?limit=100")).body.items as { solutions: object }[];
    expect(JSON.stringify(everybody)).not.toContain(hidden);
    const filtered = async (path: string, id: string) =>
      (await get(`${path}?solutionIds=${id}`)).body.items.map(
        (item: { userId: string }) => item.userId,
      );
    expect(await filtered("/members", hidden)).toEqual([]);
    expect(await filtered("/members", shown)).toContain(userId);
    expect(await filtered(`/solutions/${shown}/members`, hidden)).toEqual([]);
    const changed = await patch(creator.session, userId, {
      assign: [{ solutionId: shown, userRole: "EDITOR" }],
    });
    expect(changed.body.solutions).toEqual({ [shown]: "EDITOR" });
    expect(await rolesOf(userId)).toEqual({ [hidden]: "OWNER", [shown]: "EDITOR" });
  });

  test.each(["USER", "DENY"])(
    "must not see its other members with the role %s, and sees their own",
    async (userRole) => {
      const solutionId = await register(`seen as ${userRole}`);
      const creator = await creatorWith(solutionId, userRole);
      const { userId } = await service.addMember("USER");
      await put(service.owner, userId, solutionId);
      const get = async (id: string) =>
        (await service.call("GET", `${organization}/members/${id}`, { token: creator.session }))
          .body;
      expect((await get(userId)).solutions).toEqual({});
      expect((await get(creator.userId)).solutions).toEqual({ [solutionId]: userRole });
    },
  );
});

describe("a solution that its owner set aside", () => {
  test("must not be changed or taken away by an admin of the solution", async () => {
    const solutionId = await register("set aside");
    const admin = await creatorWith(solutionId, "ADMIN");
    const owner = await creatorWith(solutionId, "OWNER");
    const aside = `/v1/users/me/solutions/${solutionId}`;
    expect((await service.call("DELETE", aside, { token: owner.session })).status).toBe(204);
    for (const userRole of ["DENY", "USER", "ADMIN"]) {
      const refused = await put(admin.session, owner.userId, solutionId, { userRole });
      expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
    const path = `${organization}/members/${owner.userId}/solutions/${solutionId}`;
    expect((await service.call("DELETE", path, { token: admin.session })).status).toBe(403);
    expect((await service.call("PUT", aside, { token: owner.session })).status).toBe(200);
    expect((await rolesOf(owner.userId))[solutionId]).toBe("OWNER");
  });
});

test("nobody makes themselves more than they are in a solution", async () => {
  const solutionId = await register("own");
  for (const [own, wanted] of [
    ["ADMIN", "OWNER"],
    ["EDITOR", "ADMIN"],
    ["USER", "EDITOR"],
    ["DENY", "USER"],
    ["DENY", "OWNER"],
  ] as const) {
    const creator = await creatorWith(solutionId, own);
    const refused = await put(creator.session, creator.userId, solutionId, { userRole: wanted });
    expect(refused.status).toBe(403);
  }
});

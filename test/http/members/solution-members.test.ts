/** /v1/organizations/{o}/solutions/{s}/members/{u}: an assignment, addressed under its solution. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let made = 0;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const asOwner = (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token: service.owner, body, headers });

/** A solution and a member, with both addresses of their assignment. */
async function pair(within = organization) {
  const { userId, session } = await service.addMember("USER");
  const body = { name: `s${(made += 1)}`, title: "S" };
  const { solutionId } = (await asOwner("POST", `${within}/solutions`, body)).body;
  return {
    userId,
    session,
    solutionId,
    path: `${organization}/solutions/${solutionId}/members/${userId}`,
    underMember: `${organization}/members/${userId}/solutions/${solutionId}`,
  };
}

test("PUT assigns with the role USER by default, or changes the role; GET shows the same", async () => {
  const { path, userId, solutionId } = await pair();
  expect((await asOwner("GET", path)).status).toBe(404);
  const assigned = await asOwner("PUT", path);
  expect(assigned).toMatchObject({
    status: 200,
    body: {
      organizationId: service.organizationId,
      solutionId,
      userId,
      firstName: "Person",
      userRole: "USER",
      updatedBy: service.ownerId,
    },
  });
  expect(assigned.headers["muster-position"]).toMatch(/^\d+$/);
  const changed = await asOwner("PUT", path, { userRole: "EDITOR" });
  expect(changed.body.userRole).toBe("EDITOR");
  const read = await asOwner("GET", path);
  expect(read.body).toEqual(changed.body);
  expect(read.headers.etag).toBe(changed.headers.etag);
});

test("PATCH changes the role only where the solution is assigned, and without a role nothing", async () => {
  const { path } = await pair();
  const end = await service.services.store.lastPosition();
  expect(await asOwner("PATCH", path, { userRole: "EDITOR" })).toMatchObject({
    status: 404,
    body: { code: "not-found" },
  });
  expect(await service.services.store.lastPosition()).toBe(end);
  await asOwner("PUT", path, { userRole: "EDITOR" });
  const assigned = await service.services.store.lastPosition();
  expect((await asOwner("PATCH", path, {})).body.userRole).toBe("EDITOR");
  expect(await service.services.store.lastPosition()).toBe(assigned);
  expect((await asOwner("PATCH", path, { userRole: "DENY" })).body.userRole).toBe("DENY");
});

test("both addresses run the same commands on the same assignment", async () => {
  const { path, underMember, userId, solutionId } = await pair();
  await asOwner("PUT", underMember, { userRole: "ADMIN" });
  expect((await asOwner("GET", path)).body.userRole).toBe("ADMIN");
  expect((await asOwner("DELETE", path)).status).toBe(204);
  expect((await asOwner("DELETE", path)).status).toBe(404);
  expect((await asOwner("DELETE", underMember)).status).toBe(404);
  const query = `subjectId=${userId}&types=SolutionAssigned,SolutionUnassigned`;
  const log = await asOwner("GET", `${organization}/events?${query}`);
  expect(log.body.items).toMatchObject([
    { type: "SolutionAssigned", data: { solutionId } },
    { type: "SolutionUnassigned", data: { solutionId } },
  ]);
});

test("If-Match holds for each change, and an idempotency key makes it once", async () => {
  const { path } = await pair();
  const key = { "idempotency-key": crypto.randomUUID() };
  const first = await asOwner("PUT", path, { userRole: "EDITOR" }, key);
  const again = await asOwner("PUT", path, { userRole: "EDITOR" }, key);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
  const match = { "if-match": first.headers.etag ?? "" };
  expect((await asOwner("PATCH", path, { userRole: "USER" }, match)).status).toBe(200);
  for (const [method, body] of [["PUT", {}], ["PATCH", {}], ["DELETE"]] as const) {
    expect((await asOwner(method, path, body, match)).status, method).toBe(412);
  }
});

test("nothing is shown or changed of another organization, and no role above the caller's is given", async () => {
  const other = (await asOwner("POST", "/v1/organizations", { name: "Elsewhere" })).body;
  const foreign = await pair(`/v1/organizations/${other.organizationId}`);
  for (const [method, body] of [["GET"], ["PUT"], ["PATCH", {}], ["DELETE"]] as const) {
    expect((await asOwner(method, foreign.path, body)).status, method).toBe(404);
    const stranger = `/v1/organizations/${other.organizationId}/solutions/${foreign.solutionId}/members/${foreign.userId}`;
    expect((await asOwner(method, stranger, body)).status, method).toBe(404);
    const asStranger = await service.call(method, stranger, { token: foreign.session, body });
    expect(asStranger.status, method).toBe(404);
  }
  const { solutionId, path } = await pair();
  const manager = await service.addMember("CREATOR");
  const own = `${organization}/solutions/${solutionId}/members/${manager.userId}`;
  await asOwner("PUT", own, { userRole: "ADMIN" });
  await asOwner("PUT", path);
  const asManager = (method: string, url: string, body?: unknown) =>
    service.call(method, url, { token: manager.session, body });
  for (const method of ["PUT", "PATCH"]) {
    expect((await asManager(method, path, { userRole: "OWNER" })).status).toBe(403);
    expect((await asManager(method, own, { userRole: "OWNER" })).status).toBe(403);
    expect((await asManager(method, path, { userRole: "ADMIN" })).status).toBe(200);
    expect(await asManager(method, path, { userRole: "CREATOR" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/userRole" }] },
    });
  }
});

test("a creator who may not view the solution sees and changes none of its members", async () => {
  const { path } = await pair();
  await asOwner("PUT", path);
  const { session: token } = await service.addMember("CREATOR");
  for (const [method, body] of [["GET"], ["PUT"], ["PATCH", {}], ["DELETE"]] as const) {
    expect((await service.call(method, path, { token, body })).status, method).toBe(403);
  }
});

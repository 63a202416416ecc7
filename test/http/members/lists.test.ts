/** Lists of people: items that can be changed without being read again, totals, and the order of roles. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let solutionId: string;
let admin: { readonly userId: string };

const asOwner = (method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token: service.owner, body, headers });

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
  const solution = { name: "crm", title: "Crm" };
  ({ solutionId } = (await asOwner("POST", `${organization}/solutions`, solution)).body);
  admin = await service.addMember("ADMIN", { firstName: "Zoe", solutions: [{ solutionId }] });
  await service.addMember("USER", { firstName: "Bob" });
  await service.addMember("USER", { firstName: "Ann" });
  await service.addMember("CREATOR", { firstName: "Mia" });
  for (const name of ["one", "two"]) await asOwner("POST", "/v1/users/me/tokens", { name });
});
afterAll(() => service.stop());

/** Each list, its item about the admin, and how that item is changed. */
const lists = [
  {
    name: "members",
    list: () => `${organization}/members?userIds=${admin.userId}`,
    single: () => `${organization}/members/${admin.userId}`,
    change: (userRole: string) => ({ userRole }),
    roles: ["CREATOR", "ADMIN"],
  },
  {
    name: "the members of a solution",
    list: () => `${organization}/solutions/${solutionId}/members?userIds=${admin.userId}`,
    single: () => `${organization}/solutions/${solutionId}/members/${admin.userId}`,
    change: (userRole: string) => ({ userRole }),
    roles: ["EDITOR", "USER"],
  },
] as const;

describe.each(lists)("an item of $name", ({ list, single, change, roles }) => {
  test("carries the revision that is the ETag of the single resource", async () => {
    const [item] = (await asOwner("GET", list())).body.items;
    const read = await asOwner("GET", single());
    expect(read.headers.etag).toBe(`"${item.revision}"`);
    expect(read.body.revision).toBe(item.revision);
  });

  test("can be changed with If-Match, but not once it has changed", async () => {
    const [item] = (await asOwner("GET", list())).body.items;
    const headers = { "if-match": `"${item.revision}"` };
    const changed = await asOwner("PATCH", single(), change(roles[0]), headers);
    expect(changed).toMatchObject({ status: 200, body: { userRole: roles[0] } });
    expect(changed.headers.etag).toBe(`"${changed.body.revision}"`);
    const late = await asOwner("PATCH", single(), change(roles[1]), headers);
    expect(late).toMatchObject({ status: 412, body: { code: "precondition-failed" } });
    const [again] = (await asOwner("GET", list())).body.items;
    const fresh = { "if-match": `"${again.revision}"` };
    expect((await asOwner("PATCH", single(), change(roles[1]), fresh)).status).toBe(200);
  });
});

test("one's own account carries its revision; those of others cannot be changed and carry none", async () => {
  const me = await asOwner("GET", "/v1/users/me");
  expect(me.headers.etag).toBe(`"${me.body.revision}"`);
  const other = await asOwner("GET", `/v1/users/${admin.userId}`);
  expect(other.body).not.toHaveProperty("revision");
  expect(other.headers.etag).toBeUndefined();
});

describe("includeTotal", () => {
  test.each([
    ["of members", () => `${organization}/members?`, 5],
    ["of members with a filter", () => `${organization}/members?includeRoles=USER&`, 2],
    ["of the members of a solution", () => `${organization}/solutions/${solutionId}/members?`, 2],
    ["of users", () => "/v1/users?", 5],
    ["of tokens", () => "/v1/users/me/tokens?", 2],
  ])("counts all pages %s, on each page", async (_, list, total) => {
    const without = await asOwner("GET", `${list()}limit=1`);
    expect(without.body).not.toHaveProperty("total");
    const first = await asOwner("GET", `${list()}limit=1&includeTotal=true`);
    expect(first.body).toMatchObject({ count: 1, total });
    expect(first.body).not.toHaveProperty("totalIsBounded");
    // It may be left out or added on the way: it is no filter.
    const token = encodeURIComponent(without.body.continuationToken);
    const next = await asOwner("GET", `${list()}includeTotal=true&continuationToken=${token}`);
    expect(next.body).toMatchObject({ count: total - 1, total });
  });

  test("must be true or false", async () => {
    const refused = await asOwner("GET", `${organization}/members?includeTotal=1`);
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "?includeTotal" }] },
    });
  });
});

test("members are sorted by role, then by name, page by page", async () => {
  const walk = async (sort: string) => {
    const roles: string[] = [];
    let path = `${organization}/members?limit=2&sort=${sort}`;
    for (;;) {
      const { body } = await asOwner("GET", path);
      for (const { userRole, firstName } of body.items) roles.push(`${userRole} ${firstName}`);
      if (body.continuationToken === undefined) return roles;
      path = `${organization}/members?limit=2&sort=${sort}&continuationToken=${body.continuationToken}`;
    }
  };
  const expected = ["OWNER First", "ADMIN Zoe", "CREATOR Mia", "USER Ann", "USER Bob"];
  expect(await walk("role")).toEqual(expected);
  expect(await walk("-role")).toEqual(expected.toReversed());
});

test("a token in the list can be changed with If-Match", async () => {
  const [{ tokenId, revision }] = (await asOwner("GET", "/v1/users/me/tokens")).body.items;
  const path = `/v1/users/me/tokens/${tokenId}`;
  expect((await asOwner("GET", path)).headers.etag).toBe(`"${revision}"`);
  const stale = { "if-match": `"${revision + 1}"` };
  expect((await asOwner("DELETE", path, undefined, stale)).status).toBe(412);
  const held = { "if-match": `"${revision}"` };
  expect((await asOwner("DELETE", path, undefined, held)).status).toBe(204);
});

/** /v1/organizations/{o}/members: inviting, listing and changing members. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let members: string;

beforeAll(async () => {
  service = await startTestService();
  members = `/v1/organizations/${service.organizationId}/members`;
});

afterAll(() => service.stop());

const asOwner = (body?: unknown) => ({
  token: service.owner,
  ...(body === undefined ? {} : { body }),
});

test("InviteUser answers 201 with the member, its location and its ETag", async () => {
  const body = { email: "Grace@Example.com", firstName: "Grace", lastName: "Hopper" };
  const invited = await service.call("POST", members, asOwner(body));
  expect(invited.status).toBe(201);
  expect(invited.headers.location).toBe(`${members}/${invited.body.userId}`);
  expect(invited.headers.etag).toMatch(/^"\d+"$/);
  expect(invited.headers["muster-position"]).toMatch(/^\d+$/);
  expect(invited.body).toMatchObject({
    email: "Grace@Example.com",
    name: "Grace Hopper",
    userRole: "USER",
    userStatus: "INVITED",
    invite: { status: "PENDING", language: "en" },
    solutionCount: 0,
    createdBy: service.ownerId,
  });
  const again = { ...body, email: "grace@example.COM" };
  expect(await service.call("POST", members, asOwner(again))).toMatchObject({
    status: 409,
    body: { code: "already-a-member" },
  });
});

test("an invited person can preview, accepts once and is active", async () => {
  const body = { email: "ada@example.com", firstName: "Ada", lastName: "Byron", userRole: "ADMIN" };
  const { userId } = (await service.call("POST", members, asOwner(body))).body;
  const token = await service.inviteSecretOf(service.organizationId, userId);
  for (let look = 0; look < 2; look += 1) {
    const preview = await service.call("POST", "/v1/invites/preview", { body: { token } });
    expect(preview).toMatchObject({
      status: 200,
      body: { organizationName: "First organization", email: "ada@example.com", language: "en" },
    });
  }
  const names = { token, firstName: "Augusta", lastName: "King" };
  const accepted = await service.call("POST", "/v1/invites/accept", { body: names });
  expect(accepted).toMatchObject({ status: 200, body: { user: { userId, name: "Augusta King" } } });
  const me = await service.call("GET", "/v1/users/me", { token: accepted.body.sessionToken });
  expect(me.body).toMatchObject({ userId, statistics: { organizationCount: 1 } });
  const member = await service.call("GET", `${members}/${userId}`, asOwner());
  expect(member.body).toMatchObject({
    userStatus: "ACTIVE",
    name: "Augusta King",
    invite: { status: "ACCEPTED" },
  });
  expect(await service.call("POST", "/v1/invites/accept", { body: { token } })).toMatchObject({
    status: 410,
    body: { code: "invite-used" },
  });
});

test("of two acceptances at once one wins", async () => {
  const body = { email: "twice@example.com", firstName: "Twice", lastName: "Told" };
  const { userId } = (await service.call("POST", members, asOwner(body))).body;
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      service.call("POST", "/v1/invites/accept", { body: { token } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200,
    ...Array(7).fill(410),
  ]);
});

describe("an invitation", () => {
  async function invite(email: string) {
    const body = { email, firstName: "In", lastName: "Vited" };
    const { userId } = (await service.call("POST", members, asOwner(body))).body;
    return { userId, secret: await service.inviteSecretOf(service.organizationId, userId) };
  }
  const accept = (token: string) => service.call("POST", "/v1/invites/accept", { body: { token } });

  test("loses its old secret when it is sent again", async () => {
    const { userId, secret } = await invite("again@example.com");
    const resent = await service.call("POST", `${members}/${userId}/resend-invite`, asOwner());
    expect(resent.status).toBe(200);
    expect(await accept(secret)).toMatchObject({ status: 410, body: { code: "invite-replaced" } });
    const fresh = await service.inviteSecretOf(service.organizationId, userId);
    expect((await accept(fresh)).status).toBe(200);
  });

  test("that is revoked cannot be accepted, and the address can be invited again", async () => {
    const { userId, secret } = await invite("revoked@example.com");
    const revoked = await service.call("POST", `${members}/${userId}/revoke-invite`, asOwner());
    expect(revoked.body.invite.status).toBe("REVOKED");
    expect(await accept(secret)).toMatchObject({ status: 410, body: { code: "invite-revoked" } });
    expect((await invite("revoked@example.com")).userId).toBe(userId);
  });

  test("expires after 14 days and cannot be accepted then", async () => {
    const { userId, secret } = await invite("late@example.com");
    const before = service.clock.now().toISOString();
    service.clock.add(14 * 24 * 60 * 60_000);
    const token = await service.signIn(service.ownerId);
    const shown = await service.call("GET", `${members}/${userId}`, { token });
    expect(shown.body.invite.status).toBe("EXPIRED");
    expect(await accept(secret)).toMatchObject({ status: 410, body: { code: "invite-expired" } });
    service.clock.set(before);
  });

  test("cannot be sent a sixth time within an hour", async () => {
    const { userId } = await invite("patient@example.com");
    const resend = () => service.call("POST", `${members}/${userId}/resend-invite`, asOwner());
    for (let sent = 1; sent < 5; sent += 1) expect((await resend()).status).toBe(200);
    const refused = await resend();
    expect(refused).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(3000);
  });

  test("is not found by an empty or mistyped secret", async () => {
    expect((await accept("mst_inv_nothing")).status).toBe(404);
  });
});

describe("ChangeOrgRole", () => {
  test("takes effect on the next request", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    expect((await service.call("GET", members, { token: session })).status).toBe(200);
    const changed = await service.call(
      "PATCH",
      `${members}/${userId}`,
      asOwner({ userRole: "USER" }),
    );
    expect(changed.body.userRole).toBe("USER");
    expect(await service.call("GET", members, { token: session })).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  });

  test("cannot demote the last owner", async () => {
    const demoted = await service.call(
      "PATCH",
      `${members}/${service.ownerId}`,
      asOwner({ userRole: "ADMIN" }),
    );
    expect(demoted).toMatchObject({ status: 409, body: { code: "last-owner" } });
  });

  test("cannot grant a role above the caller's", async () => {
    const { session } = await service.addMember("ADMIN");
    const { userId } = await service.addMember("USER");
    const change = { token: session, body: { userRole: "OWNER" } };
    expect((await service.call("PATCH", `${members}/${userId}`, change)).status).toBe(403);
    const onOwner = { token: session, body: { userRole: "USER" } };
    expect((await service.call("PATCH", `${members}/${service.ownerId}`, onOwner)).status).toBe(
      403,
    );
    const invite = { email: "boss@example.com", firstName: "B", lastName: "O", userRole: "OWNER" };
    expect((await service.call("POST", members, { token: session, body: invite })).status).toBe(
      403,
    );
  });

  test("is refused with an outdated If-Match", async () => {
    const { userId } = await service.addMember("USER");
    const read = await service.call("GET", `${members}/${userId}`, asOwner());
    const headers = { "if-match": read.headers.etag ?? "" };
    const change = (userRole: string) =>
      service.call("PATCH", `${members}/${userId}`, { ...asOwner({ userRole }), headers });
    expect((await change("CREATOR")).status).toBe(200);
    expect(await change("ADMIN")).toMatchObject({
      status: 412,
      body: { code: "precondition-failed" },
    });
  });
});

test("disabling ends access at once, enabling restores it, removing ends the membership", async () => {
  const { userId, session } = await service.addMember("ADMIN");
  const seen = () => service.call("GET", members, { token: session });
  expect(
    (await service.call("POST", `${members}/${userId}/disable`, asOwner())).body.userStatus,
  ).toBe("DISABLED");
  expect((await seen()).status).toBe(404);
  expect((await service.call("POST", `${members}/${userId}/enable`, asOwner())).status).toBe(200);
  expect((await seen()).status).toBe(200);
  expect((await service.call("DELETE", `${members}/${userId}`, asOwner())).status).toBe(204);
  expect((await seen()).status).toBe(404);
  expect((await service.call("GET", `${members}/${userId}`, asOwner())).status).toBe(404);
});

describe("the list", () => {
  let list: string;
  let token: string;
  beforeAll(async () => {
    token = service.owner;
    const made = await service.call("POST", "/v1/organizations", {
      token,
      body: { name: "Lists" },
    });
    list = `/v1/organizations/${made.body.organizationId}/members`;
    for (const [index, name] of ["Émile", "bruno", "Carla", "Dora", "Zoë"].entries()) {
      const body = {
        email: `${index}.list@example.com`,
        firstName: name,
        lastName: "Lister",
        userRole: index === 0 ? "ADMIN" : "USER",
        invite: { disabled: index === 1 },
      };
      service.clock.add(1000);
      expect((await service.call("POST", list, { token, body })).status).toBe(201);
    }
  });
  const names = async (query: string) =>
    (await service.call("GET", `${list}?${query}`, { token })).body.items.map(
      ({ firstName }: { firstName: string }) => firstName,
    );

  test("is filtered by the server", async () => {
    expect(await names("search=CARL")).toEqual(["Carla"]);
    expect(await names("search=3.list%40")).toEqual(["Dora"]);
    expect(await names("includeRoles=ADMIN")).toEqual(["Émile"]);
    expect(await names("excludeRoles=ADMIN,USER")).toEqual(["First"]);
    expect(await names("status=ACTIVE")).toEqual(["First"]);
    expect((await names("status=INVITED&status=ACTIVE")).length).toBe(6);
    expect(await names("emails=4.LIST@example.com")).toEqual(["Zoë"]);
    expect(await names(`userIds=${service.ownerId}`)).toEqual(["First"]);
    expect((await names("withoutSolutions=true")).length).toBe(6);
    expect(await names("search=%25")).toEqual([]);
  });

  test("is sorted in both directions", async () => {
    const ascending = await names("sort=name");
    expect(await names("sort=-name")).toEqual(ascending.toReversed());
    expect((await names("sort=createdAt")).at(0)).toBe("First");
    expect((await names("sort=-email")).at(0)).toBe("First");
  });

  test("is listed page by page, each member once", async () => {
    for (const sort of ["name", "-name", "email", "createdAt", "-lastActiveAt", "lastActiveAt"]) {
      const seen: string[] = [];
      let next = "";
      do {
        const page = await service.call("GET", `${list}?limit=2&sort=${sort}${next}`, { token });
        expect(page.body.count).toBe(page.body.items.length);
        seen.push(...page.body.items.map(({ userId }: { userId: string }) => userId));
        const { continuationToken } = page.body;
        if (continuationToken) expect(continuationToken).toMatch(/^jct-/);
        next = continuationToken ? `&continuationToken=${continuationToken}` : "";
      } while (next !== "");
      expect(new Set(seen).size).toBe(6);
      expect(seen).toHaveLength(6);
    }
  });

  test("refuses a continuation token of another filter or list, or a changed one", async () => {
    const page = await service.call("GET", `${list}?limit=2`, { token });
    const { continuationToken } = page.body;
    for (const query of [
      `search=a&continuationToken=${continuationToken}`,
      `continuationToken=${continuationToken}x`,
      "continuationToken=jct-",
      "continuationToken=nonsense",
    ]) {
      expect(await service.call("GET", `${list}?${query}`, { token })).toMatchObject({
        status: 400,
        body: { code: "invalid-input", errors: [{ pointer: "?continuationToken" }] },
      });
    }
  });

  test.each([
    ["limit=0", "?limit"],
    ["limit=501", "?limit"],
    ["limit=ten", "?limit"],
    ["sort=age", "?sort"],
    ["status=GONE", "?status"],
    ["userIds=me", "?userIds"],
    ["withoutSolutions=maybe", "?withoutSolutions"],
    ["unknown=1", "?unknown"],
  ])("refuses %s and names it", async (query, pointer) => {
    const refused = await service.call("GET", `${list}?${query}`, { token });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });
});

test("an invitation resent by another owner can be accepted after its first inviter is removed", async () => {
  const admin = await service.addMember("ADMIN");
  const invited = await service.call("POST", members, {
    token: admin.session,
    body: { email: "resent@example.com", firstName: "R", lastName: "S" },
  });
  const { userId } = invited.body;
  await service.call("DELETE", `${members}/${admin.userId}`, asOwner());
  await service.call("POST", `${members}/${userId}/resend-invite`, asOwner());
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
});

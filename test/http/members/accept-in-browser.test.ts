/** Accepting an invitation in a browser: who invites, the session as a cookie, and what it opens. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let members: string;

beforeAll(async () => {
  service = await startTestService();
  members = `/v1/organizations/${service.organizationId}/members`;
  const body = { firstName: "Olga", lastName: "Owner" };
  await service.call("PATCH", "/v1/users/me", { token: service.owner, body });
});

afterAll(() => service.stop());

let email: string;
let people = 0;

beforeEach(() => {
  people += 1;
  email = `invited-${people}@example.com`;
});

async function invite(userRole: string, token = service.owner) {
  const body = { email, firstName: "In", lastName: "Vited", userRole };
  const { userId } = (await service.call("POST", members, { token, body })).body;
  return { userId, secret: await service.inviteSecretOf(service.organizationId, userId) };
}

const accept = (secret: string, query = "?cookie=true", headers = {}) =>
  service.call("POST", `/v1/invites/accept${query}`, { body: { token: secret }, headers });

const preview = async (secret: string) =>
  (await service.call("POST", "/v1/invites/preview", { body: { token: secret } })).body;

const cookieOf = (header: string | undefined): string => header?.split(";")[0] ?? "";

test("a preview names who invites, and who sent the invitation last", async () => {
  const { userId, secret } = await invite("USER");
  expect(await preview(secret)).toMatchObject({ invitedBy: { name: "Olga Owner" } });
  const { session } = await service.addMember("ADMIN", { firstName: "Adam", lastName: "Admin" });
  await service.call("POST", `${members}/${userId}/resend-invite`, { token: session });
  const again = await service.inviteSecretOf(service.organizationId, userId);
  expect(await preview(again)).toMatchObject({ invitedBy: { name: "Adam Admin" } });
});

test("a preview does not name somebody who has left the organization", async () => {
  const admin = await service.addMember("ADMIN", { firstName: "Lea", lastName: "Left" });
  const { secret } = await invite("USER", admin.session);
  expect(await preview(secret)).toMatchObject({ invitedBy: { name: "Lea Left" } });
  await service.call("DELETE", `${members}/${admin.userId}`, { token: service.owner });
  expect(await preview(secret)).not.toHaveProperty("invitedBy");
});

test.each(["OWNER", "ADMIN", "CREATOR"])(
  "accepting as %s opens management of the inviting organization alone, as a cookie",
  async (role) => {
    const { userId, secret } = await invite(role);
    const accepted = await accept(secret);
    expect(accepted).toMatchObject({
      status: 200,
      body: { access: "management", organizationId: service.organizationId, user: { userId } },
    });
    expect(accepted.body).not.toHaveProperty("scopes");
    const set = accepted.headers["set-cookie"];
    expect(set).toMatch(/^muster_session=mst_ses_\w+; Path=\/; HttpOnly; SameSite=Lax$/);
    const headers = { cookie: cookieOf(set) };
    expect(await service.call("GET", members, { headers })).toMatchObject({ status: 200 });
  },
);

test("accepting as USER opens the person's own account, in that organization alone", async () => {
  const { userId, secret } = await invite("USER");
  const accepted = await accept(secret);
  expect(accepted).toMatchObject({
    status: 200,
    body: { access: "account", organizationId: service.organizationId },
  });
  const headers = { cookie: cookieOf(accepted.headers["set-cookie"]) };
  const session = await service.call("GET", "/v1/session", { headers });
  expect(session.body).toMatchObject({
    userId,
    organizationId: service.organizationId,
    scopes: accepted.body.scopes,
  });
  const own = await service.call("GET", "/v1/users/me/organizations", { headers });
  expect(own).toMatchObject({ status: 200, body: { count: 1 } });
  expect(await service.call("GET", members, { headers })).toMatchObject({
    status: 403,
    body: { code: "management-role-required" },
  });
});

test("a person who manages elsewhere gets from a link no more than its role opens", async () => {
  const body = { email, firstName: "Else", lastName: "Where", organizationName: "Elsewhere" };
  const { userId } = await service.addMember("ADMIN", { email });
  const other = await service.call("POST", "/v1/organizations", {
    token: await service.signIn(userId),
    body: { name: body.organizationName },
  });
  expect(other.status).toBe(201);
  await service.call("DELETE", `${members}/${userId}`, { token: service.owner });
  const { secret } = await invite("USER");
  const accepted = await accept(secret);
  expect(accepted.body).toMatchObject({ access: "account" });
  const headers = { cookie: cookieOf(accepted.headers["set-cookie"]) };
  const own = await service.call("GET", "/v1/users/me/organizations", { headers });
  expect(own.body.items).toMatchObject([{ organizationId: service.organizationId }]);
});

test("the cookie replaces that of somebody else, and nothing of theirs is used", async () => {
  const { userId, secret } = await invite("USER");
  const headers = { cookie: `muster_session=${service.owner}` };
  const accepted = await accept(secret, "?cookie=true", headers);
  expect(accepted.body.user.userId).toBe(userId);
  const cookie = cookieOf(accepted.headers["set-cookie"]);
  const session = await service.call("GET", "/v1/session", { headers: { cookie } });
  expect(session.body.userId).toBe(userId);
});

test("without the cookie, the answer is as before: a session token, whatever the role", async () => {
  const { secret } = await invite("USER");
  const accepted = await accept(secret, "");
  expect(accepted.headers).not.toHaveProperty("set-cookie");
  expect(accepted.body).not.toHaveProperty("scopes");
  expect(accepted.body).not.toHaveProperty("access");
  expect((await accept(secret)).headers).not.toHaveProperty("set-cookie");
});

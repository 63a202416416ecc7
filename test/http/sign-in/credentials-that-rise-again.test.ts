/** What a removal ended stays ended in that organization, even if the person is a member again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signInUser } from "../../../src/commands/sign-in/sessions.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let elsewhere: string;
let victim: { readonly userId: string; readonly email: string };
/** Issued before the removal. */
let old: Record<string, string>;
let made = 0;

const call = (token: string | undefined, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });
const asOwner = async (method: string, path: string, body?: unknown) =>
  call(await service.signIn(service.ownerId), method, path, body);

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const logIn = async (userId: string) =>
  (await signInUser(service.run({ userId, via: "SESSION" }), userId, "CODE")).sessionToken;

async function rejoin(userRole: string): Promise<string> {
  const { email, userId } = victim;
  const body = { email, firstName: "V", lastName: "M", userRole };
  expect((await asOwner("POST", `${organization}/members`, body)).status).toBe(201);
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  return accepted.body.sessionToken;
}

beforeEach(async () => {
  made += 1;
  const email = `victim-${made}@example.com`;
  const { userId, session, invitationSession } = await service.addMember("USER", { email });
  victim = { userId, email };
  await asOwner("PATCH", `${organization}/members/${userId}`, { userRole: "ADMIN" });
  const token = async (more: object) =>
    (await call(session, "POST", "/v1/users/me/tokens", { name: "t", ...more })).body.secret;
  const { organizationId } = (await call(session, "POST", "/v1/organizations", { name: "Own" }))
    .body;
  elsewhere = `/v1/organizations/${organizationId}`;
  old = {
    session: await logIn(userId),
    "session of the invitation": invitationSession,
    token: await token({}),
    "token of the organization": await token({ organizationId: service.organizationId }),
  };
  for (const credential of Object.values(old)) {
    expect((await call(credential, "GET", organization)).status).toBe(200);
  }
});

describe("removed, invited again and accepted", () => {
  test("no credential from before works in the organization again, with any role", async () => {
    await asOwner("DELETE", `${organization}/members/${victim.userId}`);
    // The clock stands still: times alone would not tell before from after.
    const fresh = await rejoin("OWNER");
    for (const [name, credential] of Object.entries(old)) {
      for (const below of ["", "/members", "/settings", "/changes?follow=false"]) {
        expect((await call(credential, "GET", organization + below)).status, name).toBe(404);
      }
      const own = (await call(credential, "GET", "/v1/users/me/organizations")).body.items;
      const ids = own.map((each: { organizationId: string }) => each.organizationId);
      expect(ids, name).not.toContain(service.organizationId);
      const people = (await call(credential, "GET", "/v1/users")).body.items;
      expect(people.length, name).toBeLessThanOrEqual(1);
    }
    const more = { name: "again", organizationId: service.organizationId };
    expect((await call(old["session"], "POST", "/v1/users/me/tokens", more)).status).toBe(404);
    expect((await call(fresh, "GET", `${organization}/settings`)).status).toBe(200);
    expect((await call(await logIn(victim.userId), "GET", organization)).status).toBe(200);
  });

  test("no session from before makes a token that opens the organization, not even before the return", async () => {
    await asOwner("DELETE", `${organization}/members/${victim.userId}`);
    const { email, userId } = victim;
    const body = { email, firstName: "V", lastName: "M", userRole: "OWNER" };
    await asOwner("POST", `${organization}/members`, body);
    const make = (credential: string | undefined, more = {}) =>
      call(credential, "POST", "/v1/users/me/tokens", { name: "again", ...more });
    const refused = { status: 401, body: { code: "sign-in-again" } };
    expect(await make(old["session"])).toMatchObject(refused);
    const token = await service.inviteSecretOf(service.organizationId, userId);
    await service.call("POST", "/v1/invites/accept", { body: { token } });
    expect(await make(old["session"])).toMatchObject(refused);
    const organizationId = elsewhere.split("/").at(-1);
    expect((await make(old["session"], { organizationId })).status).toBe(201);
    expect((await make(await logIn(userId))).status).toBe(201);
  });

  test("the person's other organizations stay open to the same credentials", async () => {
    await asOwner("DELETE", `${organization}/members/${victim.userId}`);
    await rejoin("ADMIN");
    for (const name of ["session", "token"]) {
      expect((await call(old[name], "GET", elsewhere)).status, name).toBe(200);
    }
  });

  test("a credential from between the removal and the return works", async () => {
    await asOwner("DELETE", `${organization}/members/${victim.userId}`);
    const { email, userId } = victim;
    const body = { email, firstName: "V", lastName: "M" };
    await asOwner("POST", `${organization}/members`, body);
    const session = await logIn(userId);
    const token = await service.inviteSecretOf(service.organizationId, userId);
    await service.call("POST", "/v1/invites/accept", { body: { token } });
    expect((await call(session, "GET", organization)).status).toBe(200);
  });
});

test("disabling only pauses: enabled again, the same credentials work", async () => {
  const member = `${organization}/members/${victim.userId}`;
  await asOwner("POST", `${member}/disable`);
  for (const credential of Object.values(old)) {
    expect((await call(credential, "GET", organization)).status).toBe(404);
  }
  await asOwner("POST", `${member}/enable`);
  for (const credential of Object.values(old)) {
    expect((await call(credential, "GET", organization)).status).toBe(200);
  }
});

test("an invitation that was replaced without a removal ends nothing", async () => {
  const email = `open-${made}@example.com`;
  const body = { email, firstName: "O", lastName: "P" };
  const { userId } = (await asOwner("POST", `${organization}/members`, body)).body;
  await asOwner("POST", `${organization}/members/${userId}/revoke-invite`);
  const session = await logIn(userId);
  await asOwner("POST", `${organization}/members`, body);
  const token = await service.inviteSecretOf(service.organizationId, userId);
  await service.call("POST", "/v1/invites/accept", { body: { token } });
  expect((await call(session, "GET", organization)).status).toBe(200);
});

test("an organization in which the person is disabled is nobody's default", async () => {
  const session = old["session"] ?? "";
  const { organizationId } = service;
  await call(session, "PUT", "/v1/users/me/default-organization", { organizationId });
  const defaults = async () => {
    const me = (await call(session, "GET", "/v1/users/me")).body;
    const own = (await call(session, "GET", "/v1/users/me/organizations")).body.items;
    return [
      me.defaultOrganizationId,
      ...own
        .filter((each: { isDefault: boolean }) => each.isDefault)
        .map((each: { organizationId: string }) => each.organizationId),
    ];
  };
  expect(await defaults()).toEqual([organizationId, organizationId]);
  await asOwner("POST", `${organization}/members/${victim.userId}/disable`);
  expect(await defaults()).toEqual([undefined]);
});

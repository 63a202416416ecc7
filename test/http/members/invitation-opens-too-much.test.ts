/** Whoever has a person's invitation link gets into the inviting organization, and into nothing else. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

let service: TestService;
const { mails, mailing } = keepMails();

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const call = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });

/** Another organization, with a session of its owner. */
async function found(name: string) {
  const { session, userId } = await service.addMember("ADMIN");
  const made = await call(session, "POST", "/v1/organizations", { name });
  const { organizationId } = made.body;
  return { organizationId, path: `/v1/organizations/${organizationId}`, owner: session, userId };
}

async function invite(
  organization: { readonly path: string; readonly organizationId: string; readonly owner: string },
  email: string,
  userRole = "ADMIN",
) {
  const body = { email, firstName: "In", lastName: "Vited", userRole };
  const { userId } = (await call(organization.owner, "POST", `${organization.path}/members`, body))
    .body;
  const token = await service.inviteSecretOf(organization.organizationId, userId);
  return { userId, token };
}

const accept = (token: string, names = {}) =>
  service.call("POST", "/v1/invites/accept", { body: { token, ...names } });

async function signIn(email: string): Promise<string> {
  service.clock.add(11 * 60_000);
  await service.call("POST", "/v1/sign-in", { body: { email } });
  await codeMailing.run({ ...service.services, ...mailing });
  const code = /\d{8}/.exec(mails.findLast(({ to }) => to === email)?.subject ?? "")?.[0];
  const entered = await service.call("POST", "/v1/sign-in/verify", { body: { email, code } });
  expect(entered.status).toBe(200);
  return entered.body.sessionToken;
}

describe("the session of the first invitation and its token", () => {
  const email = "target@example.com";
  let first: Awaited<ReturnType<typeof found>>;
  let later: Awaited<ReturnType<typeof found>>;
  let session: string;
  let token: string;
  let userId: string;

  beforeAll(async () => {
    first = await found("First");
    later = await found("Later");
    // Whoever holds the first link accepts it and keeps a session and a token.
    const invited = await invite(first, email);
    ({ userId } = invited);
    session = (await accept(invited.token)).body.sessionToken;
    token = (await call(session, "POST", "/v1/users/me/tokens", { name: "kept" })).body.secret;
    // The person accepts the later invitation, and may do much in the later organization.
    expect((await accept((await invite(later, email, "OWNER")).token)).status).toBe(200);
  });

  test("say to which organization they are narrowed", async () => {
    const { organizationId } = first;
    for (const credential of [session, token]) {
      const me = await call(credential, "GET", "/v1/users/me");
      expect(me.body.credential).toMatchObject({ organizationId });
      expect(me.body.emailProved).toBe(false);
    }
    expect((await call(session, "GET", "/v1/session")).body).toMatchObject({ organizationId });
    const sessions = (await call(session, "GET", "/v1/users/me/sessions")).body.items;
    expect(sessions).toMatchObject([{ organizationId, isCurrent: true }]);
    const tokens = (await call(session, "GET", "/v1/users/me/tokens")).body.items;
    expect(tokens).toMatchObject([{ organizationId, name: "kept" }]);
  });

  test("do not open a later organization", async () => {
    for (const credential of [session, token]) {
      for (const below of ["", "/members", "/settings", "/events", `/members/${userId}`]) {
        expect((await call(credential, "GET", later.path + below)).status).toBe(404);
      }
      expect((await call(credential, "GET", first.path)).status).toBe(200);
    }
    const body = { name: "into later", organizationId: later.organizationId };
    expect((await call(session, "POST", "/v1/users/me/tokens", body)).status).toBe(404);
  });

  test("do not show what the person has in other organizations", async () => {
    const whole = await signIn(email);
    await call(whole, "POST", "/v1/users/me/tokens", { name: "everywhere" });
    await call(whole, "PUT", "/v1/users/me/default-organization", {
      organizationId: later.organizationId,
    });
    expect((await call(whole, "GET", "/v1/users/me")).body.statistics.organizationCount).toBe(2);
    for (const credential of [session, token]) {
      const me = (await call(credential, "GET", "/v1/users/me")).body;
      expect(me.statistics).toEqual({ organizationCount: 1, solutionCount: 0 });
      expect(me).not.toHaveProperty("defaultOrganizationId");
      const lists = ["organizations", "users/me/organizations"].map((name) => `/v1/${name}`);
      for (const list of lists) {
        const { items } = (await call(credential, "GET", list)).body;
        expect(items).toMatchObject([{ organizationId: first.organizationId }]);
      }
      const tokens = (await call(credential, "GET", "/v1/users/me/tokens")).body.items;
      expect(tokens.map(({ name }: { name: string }) => name)).toEqual(["kept"]);
      const sessions = (await call(credential, "GET", "/v1/users/me/sessions")).body.items;
      expect(sessions).toHaveLength(1);
    }
  });

  test("do not rename, move or erase the person, nor make anything for all organizations", async () => {
    const organizationId = first.organizationId;
    for (const [method, path, body] of [
      ["PATCH", "/v1/users/me", { firstName: "Mallory" }],
      ["PUT", "/v1/users/me/default-organization", { organizationId }],
      ["POST", "/v1/organizations", { name: "Mallory's" }],
      ["DELETE", "/v1/users/me", { forgetMe: true }],
    ] as const) {
      expect(await call(session, method, path, body)).toMatchObject({
        status: 403,
        body: { code: "session-required" },
      });
    }
    const tokens = "/v1/users/me/tokens";
    const { body: narrow } = await call(session, "POST", tokens, { name: "narrow" });
    expect(narrow.organizationId).toBe(organizationId);
    const wide = (await call(await signIn(email), "POST", tokens, { name: "wide" })).body;
    for (const [method, below] of [
      ["POST", "/extend-lease"],
      ["DELETE", ""],
    ] as const) {
      expect((await call(session, method, `${tokens}/${wide.tokenId}${below}`)).status).toBe(404);
      const own = await call(session, method, `${tokens}/${narrow.tokenId}${below}`);
      expect(own.status).toBeLessThan(300);
    }
  });

  test("an invitation accepted last does not open the former organizations either", async () => {
    const last = await found("Last");
    const { body } = await accept((await invite(last, email)).token);
    expect(body.organizationId).toBe(last.organizationId);
    for (const { path } of [first, later]) {
      expect((await call(body.sessionToken, "GET", path)).status).toBe(404);
    }
  });
});

describe("a link", () => {
  test("cannot rename a person who has joined another organization", async () => {
    const email = "named@example.com";
    const [first, evil] = [await found("First"), await found("Evil")];
    const named = { firstName: "Grace", lastName: "Hopper" };
    expect((await accept((await invite(first, email)).token, named)).body.user).toMatchObject(
      named,
    );
    const { token } = await invite(evil, email);
    const rude = await accept(token, { firstName: "Rude", lastName: "Word" });
    expect(rude).toMatchObject({ status: 200, body: { user: named } });
  });

  test("cannot rename a person who has proved that the address is theirs", async () => {
    const email = "proved@example.com";
    const first = await found("First");
    const { userId, token } = await invite(first, email);
    await accept(token, { firstName: "Grace", lastName: "Hopper" });
    const whole = await signIn(email);
    expect((await call(whole, "GET", "/v1/users/me")).body.emailProved).toBe(true);
    await call(first.owner, "DELETE", `${first.path}/members/${userId}`);
    const again = await invite(first, email);
    const rude = await accept(again.token, { firstName: "Rude", lastName: "Word" });
    expect(rude.body.user).toMatchObject({ firstName: "Grace", lastName: "Hopper" });
  });
});

test("signing in with a mailed code opens all of the person's organizations", async () => {
  const email = "whole@example.com";
  const organizations = [await found("One"), await found("Two")];
  for (const each of organizations) await accept((await invite(each, email)).token);
  const whole = await signIn(email);
  for (const { path } of organizations) {
    expect((await call(whole, "GET", path)).status).toBe(200);
  }
});

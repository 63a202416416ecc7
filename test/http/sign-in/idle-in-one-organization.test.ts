/** The idle timeout of an organization closes that organization to the session, and nothing else. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { codeMailing } from "../../../src/commands/sign-in/code-mailer.ts";
import { startTestService, type TestService } from "../../support/http.ts";
import { keepMails } from "../../support/mailing.ts";

let service: TestService;
const { mails, mailing } = keepMails();
/** Set by two owners: the strict one to 10 minutes, the lax one to 30 days. */
let strict: string;
let lax: string;
let usual: string;
let email: string;
let session: string;
let made = 0;

const call = (token: string, method: string, path: string, body?: unknown) =>
  service.call(method, path, { token, body });
const status = async (path: string, token = session) => (await call(token, "GET", path)).status;
const minutes = (count: number) => service.clock.add(count * 60_000);

async function found(name: string, idleLogoutMinutes: number): Promise<string> {
  const owner = await service.signIn(service.ownerId);
  const { organizationId } = (await call(owner, "POST", "/v1/organizations", { name })).body;
  const path = `/v1/organizations/${organizationId}`;
  await call(owner, "PATCH", `${path}/settings`, { idleLogoutMinutes });
  const body = { email, firstName: "I", lastName: "D", userRole: "ADMIN" };
  const { userId } = (await call(owner, "POST", `${path}/members`, body)).body;
  const token = await service.inviteSecretOf(organizationId, userId);
  await service.call("POST", "/v1/invites/accept", { body: { token } });
  return path;
}

async function logIn(): Promise<string> {
  await service.call("POST", "/v1/sign-in", { body: { email } });
  await codeMailing.run({ ...service.services, ...mailing });
  const code = /\d{8}/.exec(mails.findLast(({ to }) => to === email)?.subject ?? "")?.[0];
  return (await service.call("POST", "/v1/sign-in/verify", { body: { email, code } })).body
    .sessionToken;
}

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  made += 1;
  email = `idle-${made}@example.com`;
  strict = await found("Strict", 10);
  lax = await found("Lax", 30 * 24 * 60);
  usual = await found("Usual", 120);
  session = await logIn();
});

test("an organization cannot log its members out of other organizations", async () => {
  minutes(11);
  expect(await call(session, "GET", strict)).toMatchObject({
    status: 401,
    body: { code: "sign-in-again" },
  });
  for (const path of [usual, lax, "/v1/session", "/v1/users/me"]) {
    expect(await status(path)).toBe(200);
  }
  const phone = { phone: "+44 3" };
  expect((await call(session, "PATCH", "/v1/users/me", phone)).status).toBe(200);
});

test("an organization cannot make its members' sessions last longer elsewhere", async () => {
  minutes(121);
  expect([await status(lax), await status(usual), await status(strict)]).toEqual([200, 401, 401]);
  for (const [method, path, body] of [
    ["PATCH", "/v1/users/me", { phone: "+44 4" }],
    ["DELETE", "/v1/users/me", { forgetMe: true }],
    ["POST", "/v1/organizations", { name: "New" }],
    ["POST", "/v1/users/me/tokens", { name: "everywhere" }],
  ] as const) {
    const refused = { status: 401, body: { code: "sign-in-again" } };
    expect(await call(session, method, path, body)).toMatchObject(refused);
  }
});

test("a closed organization stays closed however often the session is used, until one signs in again", async () => {
  minutes(11);
  for (let uses = 0; uses < 5; uses += 1) {
    expect(await status(usual)).toBe(200);
    minutes(1);
    expect(await status(strict)).toBe(401);
  }
  const fresh = await logIn();
  expect([await status(strict, fresh), await status(usual, fresh)]).toEqual([200, 200]);
  expect(await status(strict)).toBe(401);
});

test("neither a longer nor a shorter timeout counts for the time before it was set", async () => {
  const owner = await service.signIn(service.ownerId);
  const set = (path: string, idleLogoutMinutes: number) =>
    call(owner, "PATCH", `${path}/settings`, { idleLogoutMinutes });
  minutes(11);
  expect([await status(strict), await status(usual)]).toEqual([401, 200]);
  await set(strict, 60);
  await set(usual, 5);
  expect([await status(strict), await status(usual)]).toEqual([401, 200]);
});

test("a session that is used stays open everywhere", async () => {
  for (let uses = 0; uses < 5; uses += 1) {
    minutes(9);
    expect(await status(usual)).toBe(200);
  }
  expect(await status(strict)).toBe(200);
});

test("an idle session cannot open the organization again by a token", async () => {
  minutes(11);
  const tokens = "/v1/users/me/tokens";
  const organizationId = strict.split("/").at(-1);
  for (const more of [{}, { organizationId }]) {
    const refused = await call(session, "POST", tokens, { name: "t", ...more });
    expect(refused).toMatchObject({ status: 401, body: { code: "sign-in-again" } });
  }
  const open = { name: "t", organizationId: usual.split("/").at(-1) };
  const { secret } = (await call(session, "POST", tokens, open)).body;
  expect([await status(usual, secret), await status(strict, secret)]).toEqual([200, 404]);
});

test("no list shows a closed organization's content, and the person's own list says where to sign in", async () => {
  const id = (path: string) => path.split("/").at(-1);
  const idsIn = async (path: string) =>
    (await call(session, "GET", path)).body.items.map(
      (each: { organizationId: string }) => each.organizationId,
    );
  await call(session, "POST", `${strict}/solutions`, { name: "closed", title: "Closed" });
  const before = await call(session, "GET", "/v1/users/me/solutions");
  expect(before.body.items).toHaveLength(1);
  minutes(11);
  expect(new Set(await idsIn("/v1/organizations"))).toEqual(new Set([id(lax), id(usual)]));
  expect(await idsIn("/v1/users/me/solutions")).toEqual([]);
  const own = (await call(session, "GET", "/v1/users/me/organizations")).body.items;
  const closed = own.filter(({ needsSignIn }: { needsSignIn: boolean }) => needsSignIn);
  expect(closed.map((each: { organizationId: string }) => each.organizationId)).toEqual([
    id(strict),
  ]);
});

test("a stream of changes ends when the organization closes, and is no use of the session", async () => {
  expect(await status(`${strict}/changes?follow=false`)).toBe(200);
  minutes(11);
  expect(await status(`${strict}/changes?follow=false`)).toBe(401);
  expect(await status(`${usual}/changes?follow=false`)).toBe(200);
});

test("people see their sessions and end them", async () => {
  const other = await logIn();
  const { items } = (await call(session, "GET", "/v1/users/me/sessions")).body;
  const whole = items.filter((each: object) => !("organizationId" in each));
  expect(whole).toHaveLength(2);
  const counted = await call(session, "GET", "/v1/users/me/sessions?limit=1&includeTotal=true");
  expect(counted.body).toMatchObject({ count: 1, total: items.length });
  // The invitations' sessions are listed with the organization that they open.
  expect(items.length).toBe(5);
  const ended = whole.find((each: { isCurrent: boolean }) => !each.isCurrent);
  const path = `/v1/users/me/sessions/${ended.sessionId}`;
  const stranger = await service.addMember("ADMIN");
  expect((await call(stranger.session, "DELETE", path)).status).toBe(404);
  expect((await call(session, "DELETE", path)).status).toBe(204);
  expect(await status("/v1/session", other)).toBe(401);
  expect(await status("/v1/session")).toBe(200);
});

test("people end all their sessions but the one that they use", async () => {
  const others = [await logIn(), await logIn()];
  const stranger = await service.addMember("ADMIN");
  expect((await call(session, "DELETE", "/v1/users/me/sessions")).status).toBe(204);
  for (const other of others) expect(await status("/v1/session", other)).toBe(401);
  expect(await status("/v1/session", stranger.session)).toBe(200);
  const { items } = (await call(session, "GET", "/v1/users/me/sessions")).body;
  expect(items).toMatchObject([{ isCurrent: true }]);
  expect((await call(session, "DELETE", "/v1/users/me/sessions")).status).toBe(204);
  expect(await status("/v1/session")).toBe(200);
});

/** `Muster-Background`: what a page asks by itself is answered, but is no use of the session. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { endIdleSessions } from "../../../src/commands/sign-in/sessions.ts";
import { startTestService, type TestService } from "../../support/http.ts";

const background = { "Muster-Background": "true" };

let service: TestService;
let session: string;
let organization: string;

const minutes = (count: number) => service.clock.add(count * 60_000);
const get = (path: string, headers: Record<string, string> = {}, token = session) =>
  service.call("GET", path, { token, headers });
const ends = async (headers: Record<string, string> = {}) => {
  const path = `/v1/session?organizationId=${service.organizationId}`;
  const { expiresAt, organizationClosesAt } = (await get(path, headers)).body;
  return [expiresAt, organizationClosesAt];
};
/** In so many minutes. */
const after = (count: number) =>
  new Date(service.clock.now().getTime() + count * 60_000).toISOString();

async function close(idleLogoutMinutes: number | null): Promise<void> {
  const token = await service.signIn(service.ownerId);
  await service.call("PATCH", `${organization}/settings`, { token, body: { idleLogoutMinutes } });
}

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());
beforeEach(async () => {
  await close(null);
  session = await service.signIn(service.ownerId);
});

test("a session that is only asked in the background ends as if nobody had asked", async () => {
  for (let minute = 1; minute < 120; minute += 1) {
    minutes(1);
    expect((await get(`${organization}/members`, background)).status).toBe(200);
  }
  minutes(1);
  const ended = await get(`${organization}/members`, background);
  expect(ended).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  expect(await endIdleSessions(service.services)).toBeGreaterThan(0);
  expect((await get("/v1/session")).status).toBe(401);
});

test("an organization closes to it after the organization's own time", async () => {
  await close(10);
  for (let minute = 1; minute < 10; minute += 1) {
    minutes(1);
    expect((await get(`${organization}/members`, background)).status).toBe(200);
  }
  minutes(1);
  const refused = { status: 401, body: { code: "sign-in-again" } };
  expect(await get(`${organization}/members`, background)).toMatchObject(refused);
  expect(await get(`${organization}/members`)).toMatchObject(refused);
});

test("any other request in between is a use", async () => {
  for (let round = 0; round < 3; round += 1) {
    minutes(119);
    expect((await get("/v1/users/me", background)).status).toBe(200);
    expect((await get("/v1/users/me")).status).toBe(200);
  }
});

test("the session says truthfully when it ends and when an organization closes to it", async () => {
  await close(10);
  const [end, closing] = [after(120), after(10)];
  minutes(4);
  expect(await ends(background)).toEqual([end, closing]);
  minutes(5);
  expect(await ends(background)).toEqual([end, closing]);
  expect(await ends()).toEqual([after(120), after(10)]);
  minutes(10);
  expect(await ends(background)).toEqual([after(110), undefined]);
  // What was closed stays closed.
  expect(await ends()).toEqual([after(120), undefined]);
});

test("it says nothing of organizations that it does not open", async () => {
  const stranger = await service.addMember("USER");
  const founder = await service.signIn(service.ownerId);
  const body = { name: "Another" };
  const { organizationId } = (
    await service.call("POST", "/v1/organizations", { token: founder, body })
  ).body;
  for (const id of [organizationId, crypto.randomUUID()]) {
    const answer = await get(`/v1/session?organizationId=${id}`, {}, stranger.session);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("organizationClosesAt");
  }
  expect((await get("/v1/session?organizationId=nonsense")).status).toBe(400);
});

test("the list of sessions shows no use by it", async () => {
  const current = async (headers: Record<string, string>) =>
    (await get("/v1/users/me/sessions", headers)).body.items.find(
      ({ isCurrent }: { isCurrent: boolean }) => isCurrent,
    ).lastSeenAt;
  const signedIn = after(0);
  minutes(30);
  expect(await current(background)).toBe(signedIn);
  expect(await current({})).toBe(after(0));
});

test("the stream of changes never counts, also when it is opened again and again", async () => {
  for (let minute = 1; minute < 120; minute += 1) {
    minutes(1);
    const path = `${organization}/changes?follow=false`;
    if (minute % 20 === 0) expect((await get(path)).status).toBe(200);
  }
  minutes(1);
  expect((await get("/v1/users/me")).status).toBe(401);
});

test("a change always counts, so it takes no such header", async () => {
  minutes(60);
  const path = "/v1/users/me";
  const body = { phone: "+44 1" };
  const headers = background;
  const refused = await service.call("PATCH", path, { token: session, body, headers });
  expect(refused).toMatchObject({
    status: 400,
    body: { code: "invalid-input", errors: [{ pointer: "Muster-Background" }] },
  });
  expect((await get(path, background)).body).not.toMatchObject(body);
});

test.each(["false", "1", "TRUE", "", "true, true"])("the value %j is refused", async (value) => {
  const refused = await get("/v1/users/me", { "Muster-Background": value });
  expect(refused).toMatchObject({
    status: 400,
    body: { code: "invalid-input", errors: [{ pointer: "Muster-Background" }] },
  });
});

test("a token is used by it: its lease is about programs", async () => {
  const body = { name: "poller" };
  const made = await service.call("POST", "/v1/users/me/tokens", { token: session, body });
  for (let round = 0; round < 3; round += 1) {
    minutes(13 * 24 * 60);
    expect((await get("/v1/users/me", background, made.body.secret)).status).toBe(200);
  }
});

test("reading the audit is on record, in the background too", async () => {
  const events = `${organization}/events`;
  const recorded = async () => {
    const { items } = (await get(`${events}?limit=200`, background)).body;
    return items.filter(({ type }: { type: string }) => type === "EventLogRead").length;
  };
  await recorded();
  const before = await recorded();
  minutes(61);
  await recorded();
  expect(await recorded()).toBe(before + 1);
});

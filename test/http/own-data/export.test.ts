/** GET /v1/users/me/export: all that is kept about the caller, no secret, and nothing about others. */
import { createECDH } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notificationDelivery } from "../../../src/commands/notifications/notifier.ts";
import { openSession } from "../../../src/commands/sign-in/sessions.ts";
import { accountScopes } from "../../../src/domain/rights.ts";
import { notifications } from "../../../src/projections/notifications/notifications.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});

afterAll(() => service.stop());

const url = "/v1/users/me/export";
const exported = (token: string) => service.call("GET", url, { token });

function deviceAt(host: string) {
  const curve = createECDH("prime256v1");
  curve.generateKeys();
  const keys = { p256dh: curve.getPublicKey("base64url"), auth: "A".repeat(22) };
  return { endpoint: `https://${host}/secret-path`, keys };
}

test("it has everything that the caller's own lists show, and the events about them", async () => {
  const email = "grace@example.com";
  const { userId, session: token } = await service.addMember("ADMIN", { email });
  const own = (method: string, path: string, body?: unknown) =>
    service.call(method, path, { token, body });
  const asOwner = (method: string, path: string, body?: unknown) =>
    service.call(method, path, { token: service.owner, body });
  await own("PATCH", "/v1/users/me", { phone: "+1 555 0100" });
  await own("PUT", "/v1/users/me/settings", { theme: "dark", columns: ["name"] });
  const solution = await own("POST", `${organization}/solutions`, { name: "mine", title: "Mine" });
  const { solutionId } = solution.body;
  const made = await own("POST", "/v1/users/me/tokens", { name: "laptop" });
  await own("POST", "/v1/users/me/push-subscriptions", deviceAt("push.example.com"));
  const entries = Array.from({ length: 501 }, (_, index) => ({
    level: "INFO",
    category: "test",
    message: `entry ${index}`,
  }));
  await own("POST", `${organization}/logs`, { entries: entries.slice(1) });
  await own("POST", `${organization}/logs`, { entries: entries.slice(0, 1) });
  await own("POST", `${organization}/notifications`, {
    scope: "USR",
    userIds: [service.ownerId],
    content: { text: "to the owner" },
  });
  const received = { scope: "USR", userIds: [userId], content: { text: "to Grace" } };
  await asOwner("POST", `${organization}/notifications`, received);
  await asOwner("PATCH", `${organization}/members/${userId}`, { userRole: "OWNER" });
  await notificationDelivery.run(service.services);
  const end = await service.services.store.lastPosition();
  await service.services.readModel(notifications).waitFor(end, patience);

  const { status, headers, body } = await exported(token);
  expect(status).toBe(200);
  expect(headers["content-disposition"]).toBe('attachment; filename="muster-export.json"');
  expect(body).toMatchObject({
    profile: { userId, email, phone: "+1 555 0100", emailProved: false },
    settings: { theme: "dark", columns: ["name"] },
    memberships: [
      {
        organizationId: service.organizationId,
        organizationName: "First organization",
        userRole: "OWNER",
        userStatus: "ACTIVE",
        solutions: { [solutionId]: "OWNER" },
        invite: { status: "ACCEPTED" },
      },
    ],
    solutions: [{ solutionId, name: "mine", userRole: "OWNER" }],
    tokens: [{ tokenId: made.body.tokenId, name: "laptop", status: "ACTIVE" }],
    devices: [{ host: "push.example.com" }],
    notifications: [{ content: { text: "to Grace" } }],
    sentNotifications: [{ content: { text: "to the owner" } }],
  });
  expect(body.sessions.filter((each: { isCurrent: boolean }) => each.isCurrent)).toHaveLength(1);
  const messages = body.logs.map(({ message }: { message: string }) => message);
  expect(new Set(messages)).toEqual(new Set(entries.map(({ message }) => message)));
  expect(messages).toHaveLength(501);
  const { events } = body;
  for (const event of [
    { type: "UserRegistered", by: "ANOTHER", data: { email } },
    { type: "ProfileChanged", by: "YOU", data: { phone: "+1 555 0100" } },
    { type: "UserSettingsChanged", by: "YOU", data: { set: { theme: "dark" } } },
    { type: "InviteAccepted", by: "YOU", organizationId: service.organizationId },
    { type: "OrgRoleChanged", by: "ANOTHER", data: { from: "ADMIN", to: "OWNER" } },
    { type: "SolutionAssigned", data: { solutionId, role: "OWNER" } },
    { type: "UserLoggedIn", by: "YOU" },
    { type: "TokenIssued", by: "YOU", data: { name: "laptop" } },
  ]) {
    const found = events.find(({ type }: { type: string }) => type === event.type);
    expect(found).toMatchObject(event);
  }

  // Neither secrets, their digests and keys, nor anybody else.
  const text = JSON.stringify(body);
  for (const hidden of [
    service.ownerId,
    "owner@example.com",
    made.body.secret,
    token,
    "secret-path",
    "p256dh",
  ]) {
    expect(text).not.toContain(hidden);
  }
  expect(text).not.toMatch(/[0-9a-f]{64}/);
});

test("an account session gets it; a token and a session for one organization do not", async () => {
  const { userId, session, invitationSession } = await service.addMember("USER");
  const account = { scopes: accountScopes };
  const { sessionToken } = await openSession(
    service.services,
    userId,
    crypto.randomUUID(),
    account,
  );
  expect(await exported(sessionToken)).toMatchObject({
    status: 200,
    body: { profile: { userId } },
  });
  const made = await service.call("POST", "/v1/users/me/tokens", {
    token: session,
    body: { name: "all" },
  });
  for (const token of [made.body.secret, invitationSession]) {
    expect(await exported(token)).toMatchObject({
      status: 403,
      body: { code: "session-required" },
    });
  }
});

test("a former member gets nothing of the organization, and a disabled one that they are it", async () => {
  const { userId, session } = await service.addMember("USER");
  const body = { entries: [{ level: "INFO", category: "c", message: "m" }] };
  await service.call("POST", `${organization}/logs`, { token: session, body });
  const member = `${organization}/members/${userId}`;
  await service.call("POST", `${member}/disable`, { token: service.owner });
  expect((await exported(session)).body).toMatchObject({
    memberships: [{ userStatus: "DISABLED" }],
    logs: [],
  });
  await service.call("DELETE", member, { token: service.owner });
  const { body: after } = await exported(session);
  expect(after).toMatchObject({ profile: { userId }, memberships: [], logs: [] });
  const types = after.events.map(({ type }: { type: string }) => type);
  expect(types).toEqual(["UserRegistered", "UserLoggedIn"]);
});

test("it counts as a download: who reads slowly has a bounded number of them", async () => {
  const few = await startTestService({ environment: { LIMIT_DOWNLOADS_PER_CALLER: "1" } });
  try {
    const end = await few.services.turns.downloads.take({ userId: few.ownerId });
    expect(await few.call("GET", url, { token: few.owner })).toMatchObject({
      status: 429,
      body: { code: "limit-reached" },
    });
    end();
    for (let times = 0; times < 3; times += 1) {
      expect((await few.call("GET", url, { token: few.owner })).status).toBe(200);
    }
  } finally {
    await few.stop();
  }
});

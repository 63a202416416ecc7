/** The audit must not disclose events from before a member joined or messages to others. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../../src/projections/audit/audit.ts";
import { patience } from "../../support/eventually.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const owner = async () => service.signIn(service.ownerId);
const change = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, { token: await owner(), body });

test("an organization's audit does not show how a member used a token before joining", async () => {
  const ada = await service.addMember("ADMIN");
  const { body: elsewhere } = await service.call("POST", "/v1/organizations", {
    token: ada.session,
    body: { name: "Elsewhere" },
  });
  const adaNow = () => service.signIn(ada.userId);
  const { body: token } = await service.call("POST", "/v1/users/me/tokens", {
    token: await adaNow(),
    body: { name: "wide" },
  });
  await service.call("GET", `/v1/organizations/${elsewhere.organizationId}`, {
    token: token.secret,
  });
  // Another organization, which Ada joins later.
  const { body: late } = await service.call("POST", "/v1/organizations", {
    token: await owner(),
    body: { name: "Late" },
  });
  service.clock.add(5 * 3_600_000);
  const before = service.clock.now().toISOString();
  const invited = await service.call("POST", `/v1/organizations/${late.organizationId}/members`, {
    token: await owner(),
    body: {
      email: (await service.call("GET", "/v1/users/me", { token: await adaNow() })).body.email,
      firstName: "A",
      lastName: "B",
      userRole: "ADMIN",
    },
  });
  expect(invited.status).toBe(201);
  const secret = await service.inviteSecretOf(late.organizationId, ada.userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  expect(accepted.status).toBe(200);
  service.clock.add(3_600_000);
  await service.call("GET", `/v1/organizations/${elsewhere.organizationId}`, {
    token: token.secret,
  });
  const end = await service.services.store.lastPosition();
  await service.services.readModel(audit).waitFor(end, patience);
  const { body } = await service.call(
    "GET",
    `/v1/organizations/${late.organizationId}/events?limit=500`,
    { token: await owner() },
  );
  const used = body.items.filter((e: { type: string }) => e.type === "TokenUsed");
  expect(used).not.toEqual([]);
  const text = JSON.stringify(body);
  expect.soft(text).not.toContain(elsewhere.organizationId);
  expect.soft(text).not.toContain(service.organizationId);
  for (const { changes } of used) {
    const from = changes.lastUsedAt?.from;
    expect
      .soft(from === undefined || from >= before, `tells of a use at ${from}, before they joined`)
      .toBe(true);
  }
});

test("an admin cannot read in the audit what another admin wrote to one person", async () => {
  const [ada, bob] = [await service.addMember("ADMIN"), await service.addMember("USER")];
  const sent = await change("POST", "/notifications", {
    scope: "USR",
    userIds: [bob.userId],
    content: { text: "between us" },
  });
  expect(sent.status).toBe(201);
  const adaNow = await service.signIn(ada.userId);
  const events = await service.call("GET", `${organization}/events?types=NotificationRequested`, {
    token: adaNow,
  });
  expect(JSON.stringify(events.body)).not.toContain("between us");
});

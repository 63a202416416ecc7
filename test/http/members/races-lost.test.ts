/** Of concurrent requests on a membership one wins, and none gives a 500. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
let people = 0;
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());
const as = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token, body, headers });
const asOwner = (method: string, path: string, body?: unknown) =>
  as(service.owner, method, path, body);
const person = () => {
  people += 1;
  return { email: `race-${people}@example.com`, firstName: "R", lastName: "C" };
};

test("concurrent single and bulk invitations cannot exceed the member limit", async () => {
  const made = await asOwner("POST", "/v1/organizations", { name: "Limited" });
  const path = `/v1/organizations/${made.body.organizationId}`;
  await asOwner("PATCH", `${path}/settings`, { memberLimit: 6 });
  const shared = [person(), person()];
  const work = [
    ...Array.from({ length: 8 }, () => asOwner("POST", `${path}/members`, person())),
    ...shared.flatMap((each) => [1, 2, 3].map(() => asOwner("POST", `${path}/members`, each))),
    asOwner("POST", `${path}/members/batch`, { members: [...shared, person(), person()] }),
    asOwner("POST", `${path}/members/batch`, { members: [person(), ...shared, person()] }),
  ];
  const answers = await Promise.all(work);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const { body } = await asOwner("GET", `${path}/members`);
  expect(body.count).toBe(6);
});

test("accepting an invitation while it is revoked, resent, removed or deleted never gives a 500", async () => {
  for (const [method, action] of [
    ["POST", "/revoke-invite"],
    ["POST", "/resend-invite"],
    ["DELETE", ""],
  ] as const) {
    for (let count = 0; count < 5; count += 1) {
      const { body } = await asOwner("POST", `${organization}/members`, person());
      const token = await service.inviteSecretOf(service.organizationId, body.userId);
      const [accepted, other] = await Promise.all([
        service.call("POST", "/v1/invites/accept", { body: { token } }),
        asOwner(method, `${organization}/members/${body.userId}${action}`),
      ]);
      expect(accepted.status, action).toBeLessThan(500);
      expect(other.status, action).toBeLessThan(500);
      const shown = await asOwner("GET", `${organization}/members/${body.userId}`);
      if (action !== "") {
        expect(shown.body.userStatus === "ACTIVE").toBe(accepted.status === 200);
      }
    }
  }
  const made = await asOwner("POST", "/v1/organizations", { name: "Ending" });
  const path = `/v1/organizations/${made.body.organizationId}`;
  const { body } = await asOwner("POST", `${path}/members`, person());
  const token = await service.inviteSecretOf(made.body.organizationId, body.userId);
  const answers = await Promise.all([
    service.call("POST", "/v1/invites/accept", { body: { token } }),
    asOwner("DELETE", path),
    asOwner("POST", `${path}/members`, person()),
    asOwner("POST", `${path}/solutions`, { name: "late", title: "L" }),
    asOwner("PUT", `/v1/users/me/default-organization`, {
      organizationId: made.body.organizationId,
    }),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  expect((await asOwner("GET", "/v1/users/me")).body.defaultOrganizationId).toBeUndefined();
});

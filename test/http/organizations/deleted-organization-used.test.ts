/** A deleted organization cannot be used through any route. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const as = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token, body, headers });

test("a deleted organization cannot be used through any route, and is nobody's default", async () => {
  const token = await service.signIn(service.ownerId);
  const made = await as(token, "POST", "/v1/organizations", { name: "Gone" });
  const { organizationId } = made.body;
  await as(token, "PUT", "/v1/users/me/default-organization", { organizationId });
  const path = `/v1/organizations/${organizationId}`;
  const pat = await as(token, "POST", "/v1/users/me/tokens", { name: "n", organizationId });
  const solution = await as(token, "POST", `${path}/solutions`, { name: "x", title: "X" });
  const invited = await as(token, "POST", `${path}/members`, {
    email: "gone@example.com",
    firstName: "G",
    lastName: "O",
  });
  const secret = await service.inviteSecretOf(organizationId, invited.body.userId);
  expect((await as(token, "DELETE", path)).status).toBe(204);
  const { solutionId } = solution.body;
  const asked: [string, string, unknown?][] = [
    ["GET", path],
    ["PATCH", path, { name: "n" }],
    ["DELETE", path],
    ["GET", `${path}/settings`],
    ["GET", `${path}/members`],
    ["GET", `${path}/members/${service.ownerId}`],
    ["POST", `${path}/members`, { email: "a@b.cd", firstName: "a", lastName: "b" }],
    [
      "POST",
      `${path}/members/batch`,
      { members: [{ email: "a@b.cd", firstName: "a", lastName: "b" }] },
    ],
    ["GET", `${path}/solutions`],
    ["GET", `${path}/solutions/${solutionId}`],
    ["GET", `${path}/solutions/${solutionId}/settings`],
    ["PATCH", `${path}/solutions/${solutionId}/settings`, { custom: {} }],
    ["PUT", `${path}/solutions/${solutionId}/settings/custom`, {}],
    ["GET", `${path}/invite-templates`],
    ["GET", `${path}/changes`],
    ["PUT", `/v1/users/me/solutions/${solutionId}`],
    ["DELETE", `/v1/users/me/solutions/${solutionId}`],
    ["PUT", "/v1/users/me/default-organization", { organizationId }],
    ["POST", "/v1/users/me/tokens", { name: "n", organizationId }],
  ];
  for (const [method, url, body] of asked) {
    expect((await as(token, method, url, body)).status, `${method} ${url}`).toBe(404);
    if (url.includes("tokens")) continue;
    expect((await as(pat.body.secret, method, url, body)).status, `PAT ${method} ${url}`).toBe(404);
  }
  expect((await as(token, "GET", "/v1/users/me")).body.defaultOrganizationId).toBeUndefined();
  for (const what of ["preview", "accept"]) {
    const answer = await service.call("POST", `/v1/invites/${what}`, { body: { token: secret } });
    expect(answer.status).toBe(404);
  }
  expect((await as(token, "GET", "/v1/users?emails=gone@example.com")).body.items).toEqual([]);
});

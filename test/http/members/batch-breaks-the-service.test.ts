/** Attacks on memberships, settings, own solutions, bulk invitations. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;
beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const as = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  service.call(method, path, { token, body, headers });
const asOwner = (method: string, path: string, body?: unknown, headers = {}) =>
  as(service.owner, method, path, body, headers);

describe("own solutions", () => {
  test("a role that a member set aside can be taken from them by who manages the solution", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const made = await as(session, "POST", `${organization}/solutions`, { name: "s1", title: "S" });
    const { solutionId } = made.body;
    await as(session, "DELETE", `/v1/users/me/solutions/${solutionId}`);
    // The admin takes away what the member has in the solution, and is told that there is nothing.
    await asOwner("DELETE", `${organization}/members/${userId}/solutions/${solutionId}`);
    const back = await as(session, "PUT", `/v1/users/me/solutions/${solutionId}`);
    expect(back.status).toBe(403);
  });

  test("a role in a solution that was set aside does not outlive the demotion of its holder", async () => {
    const { userId, session } = await service.addMember("CREATOR");
    const made = await as(session, "POST", `${organization}/solutions`, { name: "s2", title: "S" });
    const { solutionId } = made.body;
    await as(session, "DELETE", `/v1/users/me/solutions/${solutionId}`);
    const shown = await asOwner("GET", `${organization}/members/${userId}`);
    expect(shown.body.solutions).toEqual({});
    await asOwner("DELETE", `${organization}/members/${userId}`);
    expect((await as(session, "PUT", `/v1/users/me/solutions/${solutionId}`)).status).toBe(404);
  });
});

describe("bulk", () => {
  test("each row without an address is told that it lacks one", async () => {
    const row = { firstName: "A", lastName: "B" };
    const { body } = await asOwner("POST", `${organization}/members/batch?dryRun=true`, {
      members: [row, row],
    });
    expect(body.items[1].problem.detail).not.toContain("row 1");
    expect(body.items[1].problem.errors[0].detail).not.toContain("row 1");
  });

  test("a row that is invalid does not take the address from a later good row", async () => {
    const good = { email: "later@example.com", firstName: "A", lastName: "B" };
    const { body } = await asOwner("POST", `${organization}/members/batch?dryRun=true`, {
      members: [{ ...good, firstName: "" }, good],
    });
    expect(body.items[1].outcome).toBe("WOULD_INVITE");
  });

  test.each([500, 1000, 2000, 3000, 4000, 5000, 6000, 8000, 20_000, 1_000_000])(
    "a row nested %i deep is no 500",
    async (depth) => {
      const deep = "[".repeat(depth) + "]".repeat(depth);
      const answer = await service.app.inject({
        method: "POST",
        url: `${organization}/members/batch`,
        headers: {
          authorization: `Bearer ${service.owner}`,
          "content-type": "application/json",
          "idempotency-key": `deep-${depth}`,
        },
        payload: `{"members":[${deep}]}`,
      });
      expect(answer.statusCode, answer.body.slice(0, 200)).toBeLessThan(500);
    },
  );

  test.each([
    ["csv of empty lines", "text/csv", `email,firstName,lastName\n${"\n".repeat(8_000_000)}`],
    [
      "csv wide",
      "text/csv",
      `email,firstName,lastName\n${`${"x".repeat(1500)},a,b\n`.repeat(5000)}`,
    ],
    ["csv quotes", "text/csv", `email,firstName,lastName\n"${'""'.repeat(4_000_000)}`],
    ["csv header", "text/csv", `${"a,".repeat(4_900)}a\n`],
    ["json many", "application/json", `{"members":[${"0,".repeat(4_000_000)}0]}`],
    [
      "json keys",
      "application/json",
      `{"members":[{${Array.from({ length: 500_000 }, (_, i) => `"k${i}":0`).join(",")}}]}`,
    ],
    ["json objects", "application/json", `{"members":[${"{},".repeat(2_500_000)}{}]}`],
  ])("%s: a member without rights does not hold the process up", async (name, type, payload) => {
    const { session } = await service.addMember("USER");
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const answer = await service.app.inject({
      method: "POST",
      url: `${organization}/members/batch`,
      headers: { authorization: `Bearer ${session}`, "content-type": type },
      payload,
    });
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    clearInterval(timer);
    console.log(name, answer.statusCode, Math.round(longest), answer.body.slice(0, 150));
    expect(answer.statusCode).toBeLessThan(500);
    expect(longest).toBeLessThan(1000);
  });
});

describe("settings", () => {
  test.each(["zz", "qq"])("the default language %s is none of ISO 639-1", async (language) => {
    const answer = await asOwner("PATCH", `${organization}/settings`, {
      defaultLanguage: language,
    });
    expect(answer.status).toBe(400);
  });

  test("a setting with a default is cleared by null, as a merge patch says", async () => {
    const answer = await asOwner("PATCH", `${organization}/settings`, { idleLogoutMinutes: null });
    expect(answer.status).toBe(200);
  });

  test("the same template saved again appends nothing", async () => {
    const template = { subject: "s", html: "h" };
    await asOwner("PUT", `${organization}/invite-templates/sv`, template);
    const before = await service.services.store.lastPosition();
    await asOwner("PUT", `${organization}/invite-templates/sv`, template);
    expect(await service.services.store.lastPosition()).toBe(before);
  });

  test("a repeated preview is as harmless as the first: it has its content security policy", async () => {
    const preview = () =>
      asOwner(
        "POST",
        `${organization}/invite-templates/en/preview`,
        { subject: "s", html: "<script>alert(1)</script>" },
        { "idempotency-key": "preview-1" },
      );
    const first = await preview();
    const again = await preview();
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(first.headers["content-security-policy"]).toContain("sandbox");
    expect(again.headers["content-security-policy"]).toBe(first.headers["content-security-policy"]);
  });

  test("the subject of a preview fits into a header", async () => {
    const answer = await asOwner("POST", `${organization}/invite-templates/en/preview`, {
      subject: "{introMessage}".repeat(14),
      html: "x",
      introMessage: "é".repeat(2000),
    });
    expect(answer.headers["muster-subject"]?.length ?? 0).toBeLessThan(8000);
  });
});

test("an invitation that another owner sends again can be accepted when its first inviter has gone", async () => {
  const admin = await service.addMember("ADMIN");
  const invited = await as(admin.session, "POST", `${organization}/members`, {
    email: "resent@example.com",
    firstName: "R",
    lastName: "S",
  });
  const { userId } = invited.body;
  await asOwner("DELETE", `${organization}/members/${admin.userId}`);
  await asOwner("POST", `${organization}/members/${userId}/resend-invite`);
  const token = await service.inviteSecretOf(service.organizationId, userId);
  const accepted = await service.call("POST", "/v1/invites/accept", { body: { token } });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
});

test("a deleted organization is of no use through any route, and no default any more", async () => {
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

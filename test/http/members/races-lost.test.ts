/** Attacks by order: things that happen at the same time, or to a stream that is full. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomIds } from "../../../src/commands/kit/ids.ts";
import { organizationTarget } from "../../../src/commands/kit/stream-targets.ts";
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

test("a default organization is one of which the person is an active member, whatever came first", async () => {
  const { userId, session } = await service.addMember("ADMIN");
  const { organizationId } = service;
  // Both read that the person is a member; the removal is written first.
  const store = service.services.store as { append: (...list: never[]) => Promise<unknown> };
  const { append } = store;
  let removed = false;
  store.append = async (...list) => {
    if (String(list[0]).startsWith("user-") && !removed) {
      removed = true;
      await asOwner("DELETE", `${organization}/members/${userId}`);
    }
    return append(...list);
  };
  await as(session, "PUT", "/v1/users/me/default-organization", { organizationId });
  store.append = append;
  expect((await as(session, "GET", "/v1/users/me")).body.defaultOrganizationId).toBeUndefined();
});

test("a disabled member's default organization is none that they may enter", async () => {
  const { userId, session } = await service.addMember("ADMIN");
  const { organizationId } = service;
  await as(session, "PUT", "/v1/users/me/default-organization", { organizationId });
  await asOwner("POST", `${organization}/members/${userId}/disable`);
  expect((await as(session, "GET", "/v1/users/me")).body.defaultOrganizationId).toBeUndefined();
});

test("the member limit holds: single and bulk invitations of the same and of other people at once", async () => {
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

test("accept against revoke, resend, remove and the end of the organization: one of them, and no 500", async () => {
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

test("a stream that is full refuses with a code, not with 500", async () => {
  const made = await asOwner("POST", "/v1/organizations", { name: "Full" });
  const { organizationId } = made.body;
  const path = `/v1/organizations/${organizationId}`;
  const { services } = service;
  const { stream } = organizationTarget(organizationId);
  const ids = randomIds(services.clock);
  const event = (count: number) => ({
    eventId: ids.next(),
    event: {
      type: "InviteTemplateSaved",
      data: { language: "sv", subject: `s ${count}`, html: "h" },
    } as const,
    metadata: {
      occurredAt: services.clock().toISOString(),
      organizationId,
      actor: { userId: service.ownerId, via: "SESSION" },
      correlationId: ids.next(),
    } as const,
  });
  let revision = (await services.store.readStream(stream)).length - 1;
  while (revision < 9_999) {
    const events = Array.from({ length: Math.min(500, 9_999 - revision) }, (_, count) =>
      event(count),
    );
    const records = await services.codec.encode(stream, events);
    await services.store.append(stream, revision, records);
    revision += events.length;
  }
  await services.directory.waitFor(await services.store.lastPosition(), 60_000);
  const began = performance.now();
  const saved = await asOwner("PUT", `${path}/invite-templates/sv`, { subject: "x", html: "y" });
  console.log("full", saved.status, saved.body.code, Math.round(performance.now() - began));
  expect(saved.status).toBeLessThan(500);
}, 120_000);

test("strange questions are no 500", async () => {
  const odd = [
    "%00",
    "%FF",
    "%ED%A0%80",
    "'",
    "\\",
    "%25",
    "_",
    "a".repeat(300),
    "%F0%9F%98%80",
    "null",
    ",",
    "",
  ];
  const bad: string[] = [];
  for (const value of odd) {
    for (const path of [
      `/v1/users?search=${value}`,
      `/v1/users?emails=${value}`,
      `/v1/users?userIds=${value}`,
      `/v1/users?limit=${value}`,
      `/v1/users?continuationToken=${value}`,
      `/v1/users/${value}`,
      `/v1/users/me/solutions?continuationToken=jct-${value}`,
      `${organization}/invite-templates/${value}`,
      `${organization}/invite-templates?continuationToken=jct-${value}`,
      `${organization}?expandSettings=${value}`,
    ]) {
      const answer = await service.app.inject({
        method: "GET",
        url: path,
        headers: { authorization: `Bearer ${service.owner}` },
      });
      if (answer.statusCode >= 500) bad.push(`${path} ${answer.statusCode}`);
    }
    for (const headers of [
      { cookie: `muster_session=${value}` },
      { cookie: `muster_session=x; muster_session=${value}`, origin: "null" },
      { authorization: `Bearer a.${value}.c` },
    ]) {
      const answer = await service.app.inject({ method: "GET", url: "/v1/session", headers });
      if (answer.statusCode !== 401) bad.push(`${JSON.stringify(headers)} ${answer.statusCode}`);
    }
  }
  for (const body of [
    null,
    [],
    "x",
    1,
    { members: null },
    { members: {} },
    { members: [null, 1, "x", []] },
  ]) {
    const answer = await service.app.inject({
      method: "POST",
      url: `${organization}/members/batch`,
      headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
      payload: JSON.stringify(body),
    });
    if (answer.statusCode >= 500) bad.push(`${JSON.stringify(body)} ${answer.statusCode}`);
  }
  for (const language of ["EN", "e1", "zz", "en-GB", "__proto__"]) {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await service.app.inject({
        method: method as "GET",
        url: `${organization}/invite-templates/${language}`,
        headers: { authorization: `Bearer ${service.owner}`, "content-type": "application/json" },
        ...(method === "PUT" && { payload: JSON.stringify({ subject: "s", html: "h" }) }),
      });
      if (answer.statusCode >= 500) bad.push(`${method} ${language} ${answer.statusCode}`);
      if (answer.statusCode === 400) {
        console.log(method, language, answer.body);
      }
    }
  }
  expect(bad).toEqual([]);
});

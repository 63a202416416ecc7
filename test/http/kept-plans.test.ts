/**
 * Plans that PostgreSQL keeps are made while a new service has few rows, and stay until it has analyzed the
 * tables. Until then, an organization may have brought a hundred thousand people.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { leaveUnanalyzed, wholeReads } from "../support/kept-plans.ts";
import { startTestService, type TestService } from "../support/http.ts";
import { patience } from "../support/eventually.ts";

/**
 * PostgreSQL keeps a plan at the sixth call on one connection, and calls may take turns on several. Stopping the
 * service fails if it kept none.
 */
const calls = 24;

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  const { organizationId, ownerId, owner: token, database, call } = service;
  await leaveUnanalyzed(database.pool);
  for (const group of service.groups) group.start();
  const members = `/v1/organizations/${organizationId}/members`;
  const solutions = `/v1/organizations/${organizationId}/solutions`;
  // Only where members are limited are their seats counted.
  await call("PATCH", `/v1/organizations/${organizationId}/settings`, {
    token,
    body: { memberLimit: 1_000 },
  });
  const { body: solution } = await call("POST", solutions, {
    token,
    body: { name: "portal", title: "Portal" },
  });
  let userId = "";
  for (let time = 0; time < calls; time += 1) {
    const { session, ...member } = await service.addMember("USER");
    ({ userId } = member);
    const assigned = `${solutions}/${solution.solutionId}/members/${userId}`;
    const body = { userRole: "CREATOR" };
    const answers = [
      await call("PUT", assigned, { token }),
      await call("PATCH", `${members}/${userId}`, { token, body }),
      await call("GET", members, { token: session }),
      await call("GET", solutions, { token: session }),
      await call("GET", `${members}/${userId}`, { token }),
      await call("GET", members, { token }),
      await call("GET", solutions, { token }),
      await call("GET", `/v1/users/${ownerId}`, { token }),
      await call("GET", "/v1/users", { token }),
      await call("GET", `/v1/organizations/${organizationId}/events`, { token }),
      await call("GET", "/v1/organizations", { token }),
      await call("GET", "/v1/users/me", { token: session }),
      await call("GET", "/v1/users/me/tokens", { token }),
      await call("GET", "/v1/users/me/sessions", { token }),
      await call("POST", "/v1/users/me/tokens", { token: session, body: { name: "one" } }),
    ];
    expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  }
  await allFolded();
  // Of a role that is folded already, the audit ends the row.
  await call("PATCH", `${members}/${userId}`, { token, body: { userRole: "USER" } });
  await allFolded();
});

afterAll(() => service.stop());

async function allFolded(): Promise<void> {
  const end = await service.services.store.lastPosition();
  const folded = service.groups.map((group) => group.waitFor(end, patience));
  expect(await Promise.all(folded)).not.toContain(false);
}

test("none of them reads a table from its beginning to its end", async () => {
  const reads = await wholeReads();
  expect([...reads.keys()]).toEqual(
    expect.arrayContaining([
      "accounts",
      "count seats",
      "end audit roles",
      "members by id",
      "memberships",
      "open organizations",
      "people's names in organizations",
      "read_streams",
      "sessions by digest",
      "solutions of a person, 26",
      "solutions-with-role",
    ]),
  );
  expect([...reads].filter(([, tables]) => tables.length > 0)).toEqual([]);
});

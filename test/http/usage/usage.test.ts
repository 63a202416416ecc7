/** Usage metrics of an organization by day (docs/domain.md, "Usage metrics"). */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UsageDay } from "../../../src/projections/usage/queries.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let usage: string;

beforeAll(async () => {
  service = await startTestService();
  usage = `/v1/organizations/${service.organizationId}/usage`;
});
afterAll(() => service.stop());

const read = async (query = "") =>
  service.call("GET", usage + query, { token: await service.signIn(service.ownerId) });

test("a day shows members by status and role, active users, invitations, solutions and token uses at once", async () => {
  const organization = `/v1/organizations/${service.organizationId}`;
  const call = async (method: string, path: string, body?: unknown) =>
    service.call(method, path, { token: await service.signIn(service.ownerId), body });
  const ada = await service.addMember("ADMIN");
  const solution = await call("POST", `${organization}/solutions`, { name: "one", title: "One" });
  await call("PUT", `${organization}/members/${ada.userId}/solutions/${solution.body.solutionId}`);
  const token = await call("POST", "/v1/users/me/tokens", { name: "one" });
  await service.call("GET", "/v1/users/me", { token: token.body.secret });
  const first = (await read("?from=2026-03-01&to=2026-03-01")).body;
  expect(first).toMatchObject({ from: "2026-03-01", to: "2026-03-01", count: 1 });
  expect(first.items).toEqual([
    {
      date: "2026-03-01",
      members: {
        total: 2,
        byStatus: { INVITED: 0, ACTIVE: 2, DISABLED: 0 },
        byRole: { OWNER: 1, ADMIN: 1, CREATOR: 0, USER: 0 },
      },
      solutions: 1,
      assignments: 2,
      activeUsers: 2,
      invitationsSent: 1,
      invitationsAccepted: 1,
      tokenUses: 1,
      notifications: 0,
    },
  ]);
  service.clock.add(3 * 24 * 60 * 60_000);
  await call("POST", `${organization}/members/${ada.userId}/disable`);
  await call("DELETE", `${organization}/solutions/${solution.body.solutionId}`);
  const { items } = (await read("?from=2026-02-28&to=2026-03-05")).body;
  const shown = items.map((day: UsageDay) => [
    day.date,
    day.members.byStatus.ACTIVE,
    day.members.byStatus.DISABLED,
    day.assignments,
    day.activeUsers,
  ]);
  expect(shown).toEqual([
    ["2026-02-28", 0, 0, 0, 0],
    ["2026-03-01", 2, 0, 2, 2],
    ["2026-03-02", 2, 0, 2, 0],
    ["2026-03-03", 2, 0, 2, 0],
    ["2026-03-04", 1, 1, 0, 1],
  ]);
});

test("nothing is said of days that have not been", async () => {
  const { body } = await read("?from=2026-03-03&to=2199-12-31");
  expect(body).toMatchObject({ from: "2026-03-03", to: "2026-03-04", count: 2 });
  expect(body.items.map(({ date }: UsageDay) => date)).toEqual(["2026-03-03", "2026-03-04"]);
  expect((await read("?to=2027-09-21")).body).toMatchObject({ to: "2026-03-04", count: 30 });
});

test("usage shows the last 30 days by default, and a moment counts as its day", async () => {
  const { body } = await read();
  expect(body.count).toBe(30);
  expect(body.items.at(-1).date).toBe("2026-03-04");
  const query = "?from=2026-03-01T23:59:59.999Z&to=2026-03-02T00:00:00Z";
  expect((await read(query)).body).toMatchObject({ from: "2026-03-01", to: "2026-03-02" });
});

test.each([
  ["?from=2026-02-30", "?from"],
  ["?from=2026-03-01T24:00:00Z", "?from"],
  ["?from=yesterday", "?from"],
  ["?from=2026-03-02&to=2026-03-01", "?from"],
  ["?from=2027-09-21", "?from"],
  ["?from=2026-03-05&to=2026-03-05", "?from"],
  ["?from=2020-01-01&to=2026-03-01", "?from"],
  ["?to=9999-01-01", "?to"],
  ["?until=2026-03-01", "?until"],
])("%s is refused at %s", async (query, pointer) => {
  expect(await read(query)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

/** One user cannot make things grow without bound: each budget holds, across instances, and frees itself. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../support/http.ts";
import { takeBudget } from "../../src/commands/kit/budget-uses.ts";
import { createEntryAllowance } from "../../src/commands/kit/entry-allowance.ts";
import { subscribeToPush } from "../../src/commands/notifications/notifications.ts";
import { requestNotification } from "../../src/commands/notifications/notifications.ts";
import { createToken } from "../../src/commands/tokens/tokens.ts";
import { foundOrganization } from "../../src/commands/organizations/create-organization.ts";
import { registerSolution } from "../../src/commands/solutions/solutions.ts";
import { inviteUser } from "../../src/commands/members/invite-user.ts";
import { loadConfig } from "../../src/platform/config.ts";
import { limitsWith } from "../../src/domain/budgets.ts";
import { createTestDatabase } from "../support/database.ts";
import { type Instance, session, startInstance } from "../support/services.ts";

const environment = {
  LIMIT_ORGANIZATIONS_FOUNDED_PER_DAY: "3",
  LIMIT_ORGANIZATIONS_FOUNDED: "5",
  LIMIT_TOKENS_PER_PERSON: "2",
  LIMIT_SOLUTIONS_PER_ORGANIZATION: "4",
  LIMIT_SOLUTIONS_PER_MEMBER: "3",
  LIMIT_OWN_SOLUTION_CHANGES_PER_HOUR: "3",
  LIMIT_SCHEDULED_NOTIFICATIONS: "2",
  LIMIT_PUSH_SUBSCRIPTIONS_PER_PERSON: "2",
  LIMIT_PENDING_INVITATIONS: "3",
  LIMIT_MEMBERS_PER_ORGANIZATION: "12",
  LIMIT_OWNERS_PER_ORGANIZATION: "2",
  LIMIT_LOG_ENTRIES_PER_DAY: "5",
  LIMIT_LOG_BYTES_PER_DAY: "3000",
  LIMIT_LOG_BYTES_PER_MEMBER_AND_DAY: "2000",
};

let service: TestService;
let other: Instance;
beforeAll(async () => {
  service = await startTestService({ environment });
  // A second instance on the same stores.
  const config = loadConfig(environment);
  other = await startInstance(service.database, { clock: service.clock, config });
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

const post = (path: string, body: unknown, token = service.owner) =>
  service.call("POST", path, { token, body });
const home = () => `/v1/organizations/${service.organizationId}`;

/** A day later, with a new session, because the old one is idle. */
async function nextDay(): Promise<void> {
  service.clock.add(24 * 60 * 60 * 1000);
  (service as { owner: string }).owner = await service.signIn(service.ownerId);
}

/** Runs the work on both instances in turn, all at once; returns the codes of the refusals. */
async function onBoth(
  times: number,
  work: (instance: Instance, index: number) => Promise<unknown>,
): Promise<string[]> {
  const results = await Promise.allSettled(
    Array.from({ length: times }, (_, index) => work(index % 2 === 0 ? service : other, index)),
  );
  return results.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
}

const asOwner = (instance: Instance) => instance.run(session(service.ownerId));

describe("a person cannot found organizations without bound", () => {
  test("neither on one day, nor on two instances at once, nor in the end", async () => {
    const refused = await onBoth(6, (instance, index) =>
      foundOrganization(asOwner(instance), service.ownerId, { name: `Many ${index}` }),
    );
    expect(refused).toEqual(["limit-reached", "limit-reached", "limit-reached"]);
    const answer = await post("/v1/organizations", { name: "One more" });
    expect(answer).toMatchObject({ status: 429, body: { code: "limit-reached" } });
    expect(answer.body.detail).toContain("organizationsFoundedPerDay of 3");
    expect(Number(answer.headers["retry-after"])).toBe(12 * 60 * 60);

    await nextDay();
    expect((await post("/v1/organizations", { name: "Fourth" })).status).toBe(201);
    const fifth = await post("/v1/organizations", { name: "Fifth" });
    expect(fifth.status).toBe(201);
    const full = await post("/v1/organizations", { name: "Sixth" });
    expect(full).toMatchObject({ status: 409, body: { code: "limit-reached" } });
    expect(full.body.detail).toContain("Delete an organization that you founded");

    const path = `/v1/organizations/${fifth.body.organizationId}`;
    expect((await service.call("DELETE", path, { token: service.owner })).status).toBe(204);
    expect((await post("/v1/organizations", { name: "Sixth" })).status).toBe(201);
  });
});

test("a person cannot make tokens without bound, on two instances at once", async () => {
  const refused = await onBoth(6, (instance, index) =>
    createToken(asOwner(instance), { name: `t ${index}` }),
  );
  expect(refused).toEqual(Array(4).fill("limit-reached"));
  const answer = await post("/v1/users/me/tokens", { name: "one more" });
  expect(answer).toMatchObject({ status: 409, body: { code: "limit-reached" } });
  expect(answer.body.detail).toBe("The budget tokensPerPerson of 2 is full. Delete a token first.");
  const { body } = await service.call("GET", "/v1/users/me/tokens", { token: service.owner });
  await service.call("DELETE", `/v1/users/me/tokens/${body.items[0].tokenId}`, {
    token: service.owner,
  });
  expect((await post("/v1/users/me/tokens", { name: "again" })).status).toBe(201);
});

test("an organization cannot get solutions without bound, nor a member", async () => {
  const { organizationId } = service;
  const refused = await onBoth(3, (instance, index) =>
    registerSolution(asOwner(instance), { organizationId, name: `s ${index}`, title: "S" }),
  );
  expect(refused).toEqual([]);
  const own = await post(`${home()}/solutions`, { name: "s 4", title: "S" });
  expect(own).toMatchObject({ status: 409 });
  expect(own.body.detail).toContain("solutionsPerMember");

  const admin = await service.addMember("ADMIN");
  const last = await post(`${home()}/solutions`, { name: "s 4", title: "S" }, admin.session);
  expect(last.status).toBe(201);
  const more = await post(`${home()}/solutions`, { name: "s 5", title: "S" }, admin.session);
  expect(more).toMatchObject({ status: 409, body: { code: "limit-reached" } });
  expect(more.body.detail).toContain("solutionsPerOrganization of 4");
  const path = `${home()}/solutions/${last.body.solutionId}`;
  expect((await service.call("DELETE", path, { token: admin.session })).status).toBe(204);
  expect(
    (await post(`${home()}/solutions`, { name: "s 5", title: "S" }, admin.session)).status,
  ).toBe(201);
});

test("a member cannot toggle their own solutions without bound", async () => {
  const { body } = await service.call("GET", "/v1/users/me/solutions", { token: service.owner });
  const path = `/v1/users/me/solutions/${body.items[0].solutionId}`;
  const toggle = (method: string) => service.call(method, path, { token: service.owner });
  for (const method of ["DELETE", "PUT", "DELETE"])
    expect((await toggle(method)).status).toBeLessThan(300);
  const refused = await toggle("PUT");
  expect(refused).toMatchObject({ status: 429, body: { code: "limit-reached" } });
  service.clock.add(60 * 60 * 1000);
  (service as { owner: string }).owner = await service.signIn(service.ownerId);
  expect((await toggle("PUT")).status).toBeLessThan(300);
});

test("an organization cannot schedule notifications without bound, on two instances at once", async () => {
  const { organizationId } = service;
  const startAt = new Date(service.clock.now().getTime() + 3_600_000).toISOString();
  const refused = await onBoth(6, (instance) =>
    requestNotification(asOwner(instance), {
      organizationId,
      scope: "ORG",
      content: { text: "hi" },
      startAt,
    }),
  );
  expect(refused).toEqual(Array(4).fill("limit-reached"));
  const listed = await service.call("GET", `${home()}/notifications`, { token: service.owner });
  const path = `${home()}/notifications/${listed.body.items[0].notificationId}`;
  await service.call("DELETE", path, { token: service.owner });
  const again = await post(`${home()}/notifications`, {
    scope: "ORG",
    content: { text: "hi" },
    startAt,
  });
  expect(again.status).toBe(201);
});

test("a person cannot subscribe devices without bound, on two instances at once", async () => {
  await onBoth(8, (instance, index) =>
    subscribeToPush(asOwner(instance), {
      endpoint: `https://push.example.com/${index}`,
      keys: { p256dh: "p", auth: "a" },
    }),
  );
  const { rows } = await service.database.pool.query(
    "select count(*)::integer as devices from push_subscriptions where user_id = $1",
    [service.ownerId],
  );
  expect(rows).toEqual([{ devices: 2 }]);
});

test("an organization cannot invite without bound, on two instances at once", async () => {
  const { organizationId } = service;
  const refused = await onBoth(8, (instance, index) =>
    inviteUser(asOwner(instance), {
      organizationId,
      email: `invited-${index}@example.com`,
      firstName: "I",
      lastName: "N",
    }),
  );
  expect(refused).toEqual(Array(5).fill("limit-reached"));
  const invite = { email: "late@example.com", firstName: "L", lastName: "A" };
  const answer = await post(`${home()}/members`, invite);
  expect(answer).toMatchObject({ status: 409, body: { code: "limit-reached" } });
  expect(answer.body.detail).toContain("pendingInvitations");
  const dryRun = await post(`${home()}/members/batch?dryRun=true`, { members: [invite] });
  expect(JSON.stringify(dryRun.body)).toContain("pendingInvitations");
  const listed = await service.call("GET", `${home()}/members?status=INVITED`, {
    token: service.owner,
  });
  const path = `${home()}/members/${listed.body.items[0].userId}`;
  expect((await service.call("DELETE", path, { token: service.owner })).status).toBe(204);
  expect((await post(`${home()}/members`, invite)).status).toBe(201);
});

test("an organization cannot have owners without bound", async () => {
  await service.database.pool.query("delete from members where status = 'INVITED'");
  const second = await service.addMember("OWNER");
  const third = await service.addMember("USER");
  const change = (userId: string, userRole: string) =>
    service.call("PATCH", `${home()}/members/${userId}`, {
      token: service.owner,
      body: { userRole },
    });
  const refused = await change(third.userId, "OWNER");
  expect(refused).toMatchObject({ status: 409, body: { code: "limit-reached" } });
  expect((await change(second.userId, "USER")).status).toBe(200);
  expect((await change(third.userId, "OWNER")).status).toBe(200);
});

describe("one member cannot fill the logs", () => {
  const send = (token: string, count: number, message: string) =>
    post(
      `${home()}/logs`,
      { entries: Array.from({ length: count }, () => ({ level: "INFO", category: "c", message })) },
      token,
    );

  test("neither of the organization nor beyond their own part, and the next day begins anew", async () => {
    const user = await service.addMember("USER");
    const large = "x".repeat(1_900);
    expect((await send(user.session, 1, large)).status).toBeLessThan(300);
    const own = await send(user.session, 1, large);
    expect(own).toMatchObject({ status: 429, body: { code: "limit-reached" } });
    expect(own.body.detail).toContain("logBytesPerMemberAndDay");
    const bytes = await send(service.owner, 1, "x".repeat(1_200));
    expect(bytes.body.detail).toContain("logBytesPerDay");
    const entries = await send(service.owner, 5, "x");
    expect(entries.body.detail).toContain("logEntriesPerDay");
    // What was refused used up nothing.
    expect((await send(service.owner, 4, "x")).status).toBeLessThan(300);
    expect((await send(service.owner, 1, "x")).status).toBe(429);
    await nextDay();
    const session = await service.signIn(user.userId);
    expect((await send(session, 1, large)).status).toBeLessThan(300);
  });
});

describe("a person in many organizations cannot fill all their logs", () => {
  test("each change of their own costs an entry per organization, and ending is never refused", async () => {
    const one = await startTestService({ environment: { LIMIT_ENTRIES_PER_HOUR: "11" } });
    try {
      const asked = (method: string, path: string, body?: object) =>
        one.call(method, path, { token: one.owner, body });
      // Founding costs four entries: the member's, and three of the organization.
      const founded = await asked("POST", "/v1/organizations", { name: "Second" });
      expect(founded.status).toBe(201);
      const token = await asked("POST", "/v1/users/me/tokens", { name: "two entries" });
      expect(token.status).toBe(201);
      for (const firstName of ["Two", "Four"]) {
        expect((await asked("PATCH", "/v1/users/me", { firstName })).status).toBe(200);
      }
      const refused = await asked("PATCH", "/v1/users/me", { firstName: "Six" });
      expect(refused).toMatchObject({ status: 429, body: { code: "limit-reached" } });
      expect(refused.body.detail).toContain("entriesPerHour of 11");
      const deleted = await asked("DELETE", `/v1/users/me/tokens/${token.body.tokenId}`);
      expect(deleted.status).toBe(204);
      const path = `/v1/organizations/${founded.body.organizationId}`;
      expect((await asked("DELETE", path)).status).toBe(204);
      one.clock.add(60 * 60_000);
      const session = await one.signIn(one.ownerId);
      const later = await one.call("PATCH", "/v1/users/me", {
        token: session,
        body: { firstName: "Six" },
      });
      expect(later.status).toBe(200);
    } finally {
      await one.stop();
    }
  });
});

describe("the entries of a person are counted for all instances together", () => {
  test("two instances never take more than there is, and the next hour begins anew", async () => {
    const database = await createTestDatabase();
    try {
      const limits = limitsWith({ entriesPerHour: 250 });
      const takers = [1, 2].map(() => createEntryAllowance({ pool: database.pool, limits }));
      const user = crypto.randomUUID();
      const at = "2026-03-01T12:30:00.000Z";
      const taken = await Promise.allSettled(
        Array.from({ length: 300 }, async (_, index) => takers[index % 2]?.(user, 1, at)),
      );
      const done = taken.filter(({ status }) => status === "fulfilled").length;
      expect(done).toBeLessThanOrEqual(250);
      // Blocks have three entries; only what an instance holds at the end can be left over.
      expect(done).toBeGreaterThanOrEqual(248);
      await expect(takers[0]?.(user, 251, at)).rejects.toMatchObject({
        code: "limit-reached",
        retryAt: "2026-03-01T13:00:00.000Z",
      });
      await takers[0]?.(user, 250, "2026-03-01T13:00:00.000Z");
    } finally {
      await database.drop();
    }
  });

  test("an instance whose clock is behind counts in the newer hour", async () => {
    const context = { services: service.services, at: "2026-03-05T13:00:00.000Z" };
    const use = { budget: "tokensPerPerson", holder: "clock", period: "hour", amount: 1 } as const;
    await takeBudget(context, use);
    await takeBudget({ ...context, at: "2026-03-05T12:59:59.000Z" }, use);
    await expect(takeBudget(context, use)).rejects.toMatchObject({ code: "limit-reached" });
  });
});

/** The audit must not show a wrong role or grantor after races or with a wrong clock. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { change as changeStream } from "../../../src/commands/kit/change.ts";
import { memberTarget } from "../../../src/commands/kit/stream-targets.ts";
import { ownerContext, startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
let organization: string;

beforeAll(async () => {
  service = await startTestService();
  organization = `/v1/organizations/${service.organizationId}`;
});
afterAll(() => service.stop());

const owner = async () => service.signIn(service.ownerId);
const get = async (path: string) => service.call("GET", path, { token: await owner() });
const change = async (method: string, path: string, body?: unknown) =>
  service.call(method, organization + path, { token: await owner(), body });
const reviewOf = async (userId: string) =>
  (await get(`${organization}/access-review`)).body.items.find(
    (i: { userId: string }) => i.userId === userId,
  );

test("nobody has a role in a solution that was deleted while it was assigned", async () => {
  const { userId } = await service.addMember("USER");
  const { body: solution } = await change("POST", "/solutions", { name: "gone", title: "G" });
  await change("DELETE", `/solutions/${solution.solutionId}`);
  // What the loser of two concurrent commands appends; the domain allows it (fold-member.ts).
  const context = await ownerContext(service);
  await changeStream(context, memberTarget(service.organizationId, userId), {
    command: {
      type: "ChangeSolutions",
      changes: [{ solutionId: solution.solutionId, role: "ADMIN", authority: "OWNER" }],
    } as never,
    actor: { userId: service.ownerId, role: "OWNER", via: "SESSION" },
  });
  const { body: member } = await get(`${organization}/members/${userId}`);
  const review = await reviewOf(userId);
  expect(member.solutions).toEqual({});
  expect(review.solutions).toEqual([]);
});

test("taking a solution back does not change who granted it", async () => {
  const ada = await service.addMember("USER");
  const { body: solution } = await change("POST", "/solutions", { name: "aside", title: "A" });
  await change("PUT", `/members/${ada.userId}/solutions/${solution.solutionId}`, {
    userRole: "ADMIN",
  });
  const before = (await reviewOf(ada.userId)).solutions[0];
  for (const method of ["DELETE", "PUT"]) {
    const { status } = await service.call(method, `/v1/users/me/solutions/${solution.solutionId}`, {
      token: ada.session,
    });
    expect(status).toBeLessThan(300);
  }
  const after = (await reviewOf(ada.userId)).solutions[0];
  expect(after.grantedBy).toBe(before.grantedBy);
});

test("an access review without `at` does not miss the last change after a clock was ahead", async () => {
  const { userId } = await service.addMember("USER");
  service.clock.add(24 * 3_600_000); // one instance's clock is a day ahead
  await change("PATCH", "", { description: "from the future" });
  service.clock.add(-24 * 3_600_000);
  await change("PATCH", `/members/${userId}`, { userRole: "ADMIN" });
  const shown = await reviewOf(userId);
  service.clock.add(25 * 3_600_000);
  expect.soft(shown.role).toBe("ADMIN");
});

test("an access review of a moment that the client's clock is ahead by is one of now", async () => {
  const path = `${organization}/access-review`;
  const now = service.clock.now();
  const ahead = new Date(now.getTime() + 30_000).toISOString();
  // The first one is recorded in the log.
  await get(path);
  const { position } = (await get(path)).body;
  expect((await get(`${path}?at=${ahead}`)).body).toMatchObject({
    at: now.toISOString(),
    position,
  });
});

test("2026-02-31 is not accepted as a time", async () => {
  const { status } = await get(`${organization}/events?from=2026-02-31`);
  expect(status).toBe(400);
});

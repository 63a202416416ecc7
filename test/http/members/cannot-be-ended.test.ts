/** A stream that is full of ordinary changes must not keep anybody from ending what it holds. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { LimitExceeded } from "../../../src/eventstore/errors.ts";
import { memberStream, organizationStream, solutionStream } from "../../../src/domain/streams.ts";
import { startTestService, type TestService } from "../../support/http.ts";

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ environment: { LIMIT_EVENTS_PER_STREAM: "20" } });
});
afterAll(() => service.stop());

const call = (method: string, path: string, body?: unknown, token = service.owner) =>
  service.call(method, path, { token, body });
const home = () => `/v1/organizations/${service.organizationId}`;
const full = { status: 409, body: { code: "limit-reached" } };
const eventsIn = async (stream: string) => (await service.services.store.readStream(stream)).length;

/** Repeats a change until it is refused; returns the refusal. */
async function untilFull(change: (count: number) => Promise<{ status: number; body: unknown }>) {
  for (let count = 0; count < 100; count += 1) {
    const answer = await change(count);
    if (answer.status >= 300) return answer;
  }
  throw new Error("nothing was refused");
}

describe("a member cannot make themselves unremovable", () => {
  test("by registering solutions and by setting them aside", async () => {
    const { userId, session } = await service.addMember("ADMIN");
    const stream = memberStream(service.organizationId, userId);
    const solutions: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const made = await call("POST", `${home()}/solutions`, { name: "S", title: "S" }, session);
      solutions.push(made.body.solutionId);
    }
    const own = `/v1/users/me/solutions/${solutions[0]}`;
    const refused = await untilFull((count) =>
      call(count % 2 === 0 ? "DELETE" : "PUT", own, undefined, session),
    );
    expect(refused).toMatchObject(full);
    expect(await eventsIn(stream)).toBe(20);

    const before = (await call("GET", `${home()}/solutions`)).body.items.length;
    const registered = await call(
      "POST",
      `${home()}/solutions`,
      { name: "S", title: "S" },
      session,
    );
    expect(registered).toMatchObject(full);
    expect((await call("GET", `${home()}/solutions`)).body.items).toHaveLength(before);

    const member = `${home()}/members/${userId}`;
    expect(await call("PATCH", member, { userRole: "OWNER" })).toMatchObject(full);
    const [, denied, unassigned] = solutions;
    const assignment = (solutionId: string | undefined) => `${member}/solutions/${solutionId}`;
    expect((await call("PUT", assignment(denied), { userRole: "DENY" })).status).toBe(200);
    expect(await call("PUT", assignment(denied), { userRole: "USER" })).toMatchObject(full);
    expect((await call("DELETE", assignment(unassigned))).status).toBe(204);
    expect((await call("PATCH", member, { userRole: "USER" })).status).toBe(200);
    expect((await call("POST", `${member}/disable`)).status).toBe(200);
    expect(await call("POST", `${member}/enable`)).toMatchObject(full);
    expect((await call("DELETE", member)).status).toBe(204);
    expect(await call("DELETE", member)).toMatchObject({ status: 404 });
    expect(await eventsIn(stream)).toBe(25);
  });

  test("by being assigned many solutions at once", async () => {
    const { userId } = await service.addMember("USER");
    const solutions: string[] = [];
    // Two others register them, because each takes room in the stream of whoever does.
    for (const creator of [
      await service.addMember("CREATOR"),
      await service.addMember("CREATOR"),
    ]) {
      for (let count = 0; count < 5; count += 1) {
        const body = { name: "S", title: "S" };
        const made = await call("POST", `${home()}/solutions`, body, creator.session);
        solutions.push(made.body.solutionId);
      }
    }
    const path = `${home()}/members/${userId}/solutions`;
    const assign = solutions.map((solutionId) => ({ solutionId }));
    expect((await call("PATCH", path, { assign })).status).toBeLessThan(300);
    const unassigned = await call("PATCH", path, { unassign: solutions });
    expect(unassigned.status).toBeLessThan(300);
    // All of the batch counts: ten do not fit, and none of them is assigned.
    const again = await call("PATCH", path, { assign });
    expect(again).toMatchObject(full);
    expect((await call("DELETE", `${home()}/members/${userId}`)).status).toBe(204);
  });
});

test("an invitation cannot become irrevocable by being sent again", async () => {
  const invited = await call("POST", `${home()}/members`, {
    email: "again@example.com",
    firstName: "A",
    lastName: "G",
  });
  const member = `${home()}/members/${invited.body.userId}`;
  const refused = await untilFull(async () => {
    service.clock.add(30 * 60_000);
    (service as { owner: string }).owner = await service.signIn(service.ownerId);
    return call("POST", `${member}/resend-invite`, {});
  });
  expect(refused).toMatchObject(full);
  expect((await call("POST", `${member}/revoke-invite`)).status).toBeLessThan(300);
  expect((await call("DELETE", member)).status).toBe(204);
});

test("a solution cannot become undeletable by its changes", async () => {
  const { session } = await service.addMember("CREATOR");
  const made = await call("POST", `${home()}/solutions`, { name: "S", title: "S" }, session);
  const path = `${home()}/solutions/${made.body.solutionId}`;
  const refused = await untilFull((count) =>
    call("PATCH", path, { title: `title ${count}` }, session),
  );
  expect(refused).toMatchObject(full);
  expect((refused.body as { detail: string }).detail).toBe(
    "The solution has reached its limit of 20 recorded changes (eventsPerStream). Delete it and register a new one.",
  );
  expect(await eventsIn(solutionStream(made.body.solutionId))).toBe(20);
  expect((await call("DELETE", path, undefined, session)).status).toBe(204);
});

test("a person cannot become unerasable by filling their membership and renaming themselves", async () => {
  const { session } = await service.addMember("ADMIN");
  const registered = await untilFull(() =>
    call("POST", `${home()}/solutions`, { name: "S", title: "S" }, session),
  );
  expect(registered).toMatchObject(full);
  const refused = await untilFull((count) =>
    call("PATCH", "/v1/users/me", { firstName: `Name ${count}` }, session),
  );
  expect(refused).toMatchObject(full);
  const erased = await service.call("DELETE", "/v1/users/me", {
    token: session,
    body: { forgetMe: true },
  });
  expect(erased.status).toBeLessThan(300);
});

test("an organization cannot become undeletable, nor its owners irremovable", async () => {
  const made = await call("POST", "/v1/organizations", { name: "Full" });
  const { organizationId } = made.body;
  const path = `/v1/organizations/${organizationId}`;
  const invited = await call("POST", `${path}/members`, {
    email: "second-owner@example.com",
    firstName: "S",
    lastName: "O",
    userRole: "OWNER",
  });
  const secret = await service.inviteSecretOf(organizationId, invited.body.userId);
  await service.call("POST", "/v1/invites/accept", { body: { token: secret } });
  const third = await call("POST", `${path}/members`, {
    email: "third@example.com",
    firstName: "T",
    lastName: "H",
  });
  const thirdSecret = await service.inviteSecretOf(organizationId, third.body.userId);
  await service.call("POST", "/v1/invites/accept", { body: { token: thirdSecret } });
  const refused = await untilFull((count) => call("PATCH", path, { name: `Name ${count}` }));
  expect(refused).toMatchObject(full);

  // No ownership begins in the member's stream that the organization could not record.
  const promoted = await call("PATCH", `${path}/members/${third.body.userId}`, {
    userRole: "OWNER",
  });
  expect(promoted).toMatchObject(full);
  const member = await call("GET", `${path}/members/${third.body.userId}`);
  expect(member.body.userRole).toBe("USER");
  expect((await call("DELETE", `${path}/members/${invited.body.userId}`)).status).toBe(204);
  expect((await call("DELETE", path)).status).toBe(204);
  expect(await eventsIn(organizationStream(organizationId))).toBe(22);
});

test("what an event store cannot hold is refused and not a 500", async () => {
  const append = vi
    .spyOn(service.services.store, "append")
    .mockRejectedValue(new LimitExceeded("appendBytes: 2000000 is more than 1040000"));
  const answer = await call("PATCH", home(), { name: "Too large" });
  append.mockRestore();
  expect(answer).toMatchObject(full);
});

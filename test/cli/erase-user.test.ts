/** `muster erase-user`: it shows whom it erases, erases only after a yes, and records who ordered it and why. */
import { PassThrough } from "node:stream";
import { userInfo } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EraseOptions, eraseByOperator } from "../../src/cli/erase-user.ts";
import { userStream } from "../../src/domain/streams.ts";
import { eventually } from "../support/eventually.ts";
import { startTestService, type TestService } from "../support/http.ts";

let service: TestService;
let userId: string;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

/** Runs the command at a terminal where somebody types the answer, or without one, and returns what it shows. */
async function erase(options: EraseOptions, answer?: string): Promise<string> {
  const isTTY = answer !== undefined;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const shown: string[] = [];
  stdout.on("data", (chunk) => shown.push(String(chunk)));
  stdin.end(answer);
  const terminal = { stdin, stdout } as unknown as NodeJS.Process;
  const outcome = await eraseByOperator(service.services, options, terminal).catch(
    ({ name, message }: Error) => `${name}: ${message}`,
  );
  return [...shown, outcome ?? ""].join("");
}

/** What the last member's stream records of erasures. */
async function orders(): Promise<unknown[]> {
  const events = await service.services.store.readStream(userStream(userId));
  return events
    .filter(({ type }) => type === "PersonalDataErased")
    .map(({ data }) => JSON.parse(data));
}

/** What the organization's log shows of the last member's erasure, once it has got there. */
async function shownInLog(data: unknown): Promise<void> {
  const token = await service.signIn(service.ownerId);
  const path = `/v1/organizations/${service.organizationId}/events?types=PersonalDataErased`;
  await eventually(async () => {
    const { items } = (await service.call("GET", path, { token })).body;
    const own = items.filter(({ subjectId }: { subjectId: string }) => subjectId === userId);
    expect(own).toMatchObject([{ data }]);
  });
}

async function member(): Promise<string> {
  ({ userId } = await service.addMember("ADMIN"));
  return userId;
}

test.each([
  ["the answer is no", "no\n"],
  ["the terminal is closed", ""],
])("if %s, it has shown the person and erases nothing", async (_, answer) => {
  const shown = await erase({ user: await member() }, answer);
  expect(await orders()).toEqual([]);
  const { body } = await service.call("GET", "/v1/users/me", {
    token: await service.signIn(userId),
  });
  expect(shown).toContain(`user ${userId}, ${body.name}\n  ${body.email}\n`);
  expect(shown).toMatch(/: ADMIN \(ACTIVE\)\nKept: /);
  expect(shown).toContain("StartupError: nothing was erased");
});

test("without a terminal and without --yes it erases nothing and says what to pass", async () => {
  expect(await erase({ user: await member() })).toContain("pass --yes");
  expect(await orders()).toEqual([]);
});

test("after a yes it erases, and the log names the system's user", async () => {
  const shown = await erase({ user: await member() }, "yes\n");
  expect(shown).toContain(`user ${userId} is erased`);
  const { username } = userInfo();
  await shownInLog({ operator: username });
});

test("the log shows reason and operator; so does that of a person who is erased again", async () => {
  const order = { user: await member(), reason: "ticket 4711", operator: "night shift", yes: true };
  await erase(order);
  await shownInLog({ reason: "ticket 4711", operator: "night shift" });
  const again = await erase({ ...order, reason: "after a restore" });
  expect(again).toContain(`user ${userId}, erased already`);
  expect((await orders()).at(-1)).toEqual({ reason: "after a restore", operator: "night shift" });
});

test.each([
  ["names the person", (email: string) => ({ reason: `asked by ${email}` }), /leave out/],
  ["has two lines", () => ({ reason: "one\ntwo" }), /^StartupError: --reason must/],
  ["is longer than 300 characters", () => ({ reason: "x".repeat(301) }), /^StartupError: --reason/],
])("a reason that %s is refused before anything is shown", async (_, options, message) => {
  const user = await member();
  const { body } = await service.call("GET", "/v1/users/me", { token: await service.signIn(user) });
  expect(await erase({ user, ...options(body.email), yes: true })).toMatch(message);
  expect(await orders()).toEqual([]);
});

test("an unknown id is named", async () => {
  expect(await erase({ user: crypto.randomUUID(), yes: true })).toMatch(/no user has the id/);
});

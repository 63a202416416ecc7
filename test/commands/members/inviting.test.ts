/**
 * What one invitation asks of the event store, and what happens when others change the same streams between
 * its decision and its appends.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { load } from "../../../src/commands/kit/change.ts";
import { emailTarget, memberTarget } from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import { removeMember } from "../../../src/commands/members/manage-member.ts";
import { categoryOf } from "../../../src/domain/streams.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";

let database: TestDatabase;
let here: Instance;
let there: Instance;
let ownerId: string;
let organizationId: string;
let otherOrganizationId: string;
/** The calls of `here` to its event store, as `read user`. */
let calls: string[] = [];
/** Runs before the next append to a stream of this category, once. */
let meanwhile: { readonly category: string; readonly run: () => Promise<unknown> } | undefined;

function watched(store: EventStore): EventStore {
  return {
    ...store,
    readStream(stream) {
      calls.push(`read ${categoryOf(stream)}`);
      return store.readStream(stream);
    },
    endsOf(streams) {
      calls.push("ask for rights");
      return store.endsOf(streams);
    },
    async append(stream, expected, records) {
      const category = categoryOf(stream);
      calls.push(`append ${category}`);
      if (meanwhile?.category === category) {
        const { run } = meanwhile;
        meanwhile = undefined;
        await run();
      }
      return store.append(stream, expected, records);
    },
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startInstance(database, { wrap: watched });
  there = await startInstance(database);
  const first = { email: "owner@example.com", organization: "First" };
  ({ organizationId, userId: ownerId } = await bootstrap(there.services, first));
  const second = { email: "owner@example.com", organization: "Second" };
  ({ organizationId: otherOrganizationId } = await bootstrap(there.services, second));
});

afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

beforeEach(() => {
  calls = [];
});

const person = (name: string) => ({
  email: `${name}@inviting.test`,
  firstName: "I",
  lastName: name,
});
const invite = (by: Instance, into: string, name: string) =>
  execute(by.run(session(ownerId)), inviteUser, { organizationId: into, ...person(name) });
const statusIn = async (into: string, userId: string) =>
  (await load(there, memberTarget(into, userId))).state.status;
const holderOf = async (name: string) =>
  (await load(there, emailTarget(there.services.keys, person(name).email))).state.heldBy;

test("a new person's invitation reads one stream, and asks for the rights before each append", async () => {
  await invite(here, organizationId, "new");
  expect(calls.filter((call) => call.startsWith("read"))).toEqual(["read email"]);
  expect(calls.filter((call) => call.startsWith("append"))).toEqual([
    "append email",
    "append user",
    "append member",
  ]);
  expect(calls.filter((call) => call === "ask for rights")).toHaveLength(3);
});

test("the invitation of a person who is known elsewhere reads each stream once", async () => {
  await invite(there, organizationId, "known");
  await invite(here, otherOrganizationId, "known");
  const reads = calls.filter((call) => call.startsWith("read"));
  expect(reads.toSorted()).toEqual(["read email", "read member", "read user"]);
  expect(calls.filter((call) => call.startsWith("append"))).toEqual(["append member"]);
});

test("whoever claims the address between reading and appending is the person who is invited", async () => {
  const other = Promise.withResolvers<string>();
  const run = async () => {
    const { userId } = await invite(there, otherOrganizationId, "claimed");
    other.resolve(userId);
  };
  meanwhile = { category: "email", run };
  const { userId } = await invite(here, organizationId, "claimed");
  expect(userId).toBe(await other.promise);
  expect(await holderOf("claimed")).toBe(userId);
  expect(await statusIn(organizationId, userId)).toBe("INVITED");
  expect(await statusIn(otherOrganizationId, userId)).toBe("INVITED");
});

test("a membership that changed since it was read is decided again", async () => {
  const { userId } = await invite(there, organizationId, "changed");
  const membership = { organizationId, userId };
  await execute(there.run(session(ownerId)), removeMember, membership);
  meanwhile = { category: "member", run: () => invite(there, organizationId, "changed") };
  await expect(invite(here, organizationId, "changed")).rejects.toMatchObject({
    code: "already-a-member",
  });
  const { events } = await load(there, memberTarget(organizationId, userId));
  expect(events.filter(({ type }) => type === "MemberInvited")).toHaveLength(2);
});

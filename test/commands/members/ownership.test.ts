/**
 * The last owner stays, under any concurrency and any crash (domain.md, "Guards"; design.md, "The last
 * owner"): real commands of two instances race on one database, and are cut off between their two steps.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { acceptInvite } from "../../../src/commands/members/accept-invite.ts";
import { load } from "../../../src/commands/kit/change.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import {
  changeOrgRole,
  disableMember,
  enableMember,
  removeMember,
} from "../../../src/commands/members/manage-member.ts";
import { RejectedError } from "../../../src/commands/kit/rejected-error.ts";
import { inviteSecret } from "../../../src/commands/kit/secrets.ts";
import { memberTarget, organizationTarget } from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import {
  type Instance,
  session,
  repair,
  startInstance,
  system,
  testClock,
} from "../../support/services.ts";
import { patience } from "../../support/eventually.ts";

const clock = testClock();
/** While set, appends to a stream that it matches fail before anything is written: a crash. */
let cut: RegExp | undefined;

function cuttable(store: EventStore): EventStore {
  return {
    ...store,
    append(stream, expected, records) {
      if (cut?.test(stream)) throw new EventStoreUnavailable("cut off by the test");
      return store.append(stream, expected, records);
    },
  };
}

let database: TestDatabase;
let here: Instance;
let there: Instance;
let people = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startInstance(database, { clock, wrap: cuttable });
  there = await startInstance(database, { clock });
});

afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

async function found(): Promise<{ organizationId: string; ownerId: string }> {
  people += 1;
  const email = `owner-${people}@example.com`;
  const { organizationId, userId } = await bootstrap(here.services, { email, organization: "Org" });
  return { organizationId, ownerId: userId };
}

async function join(
  organizationId: string,
  by: string,
  userRole: OrganizationRole,
): Promise<string> {
  people += 1;
  const { userId } = await execute(here.run(session(by)), inviteUser, {
    organizationId,
    email: `person-${people}@example.com`,
    firstName: "Person",
    lastName: `${people}`,
    userRole,
  });
  const { state } = await load(here, memberTarget(organizationId, userId));
  const sendingId = state.invitation?.sendingId ?? "";
  const membership = { organizationId, userId, sendingId };
  const token = inviteSecret(here.services.keys.inviteSecrets, membership);
  await execute(here.run(system), acceptInvite, { token });
  return userId;
}

async function owners(organizationId: string, userIds: readonly string[]) {
  const { state } = await load(here, organizationTarget(organizationId));
  const real: string[] = [];
  for (const userId of userIds) {
    const member = (await load(here, memberTarget(organizationId, userId))).state;
    if (member.status === "ACTIVE" && member.role === "OWNER") real.push(userId);
  }
  return { guarded: Object.keys(state.guarded).sort(), real: real.sort() };
}

test("the only owner can neither be demoted, disabled nor removed", async () => {
  const { organizationId, ownerId } = await found();
  const membership = { organizationId, userId: ownerId };
  const run = () => here.run(session(ownerId));
  await expect(changeOrgRole(run(), { ...membership, userRole: "USER" })).rejects.toThrow(
    "last-owner",
  );
  await expect(disableMember(run(), membership)).rejects.toThrow("last-owner");
  await expect(removeMember(run(), membership)).rejects.toThrow("last-owner");
  expect(await owners(organizationId, [ownerId])).toEqual({ guarded: [ownerId], real: [ownerId] });
});

test("an owner who has not accepted yet does not count", async () => {
  const { organizationId, ownerId } = await found();
  await execute(here.run(session(ownerId)), inviteUser, {
    organizationId,
    email: `pending-${organizationId}@example.com`,
    firstName: "Not",
    lastName: "Here",
    userRole: "OWNER",
  });
  const demotion = { organizationId, userId: ownerId, userRole: "USER" } as const;
  await expect(execute(here.run(session(ownerId)), changeOrgRole, demotion)).rejects.toThrow(
    "last-owner",
  );
});

test("two owners who demote each other at once from two instances: one stays", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "OWNER");
    const outcomes = await Promise.allSettled([
      execute(here.run(session(ownerId)), changeOrgRole, {
        organizationId,
        userId: other,
        userRole: "USER",
      }),
      execute(there.run(session(other)), removeMember, { organizationId, userId: ownerId }),
    ]);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(1);
    const left = await owners(organizationId, [ownerId, other]);
    expect(left.real).toHaveLength(1);
    expect(left.guarded).toEqual(left.real);
  }
});

test("many owners leave at once in every way: at least one is left, and the guard knows only real ones", async () => {
  const { organizationId, ownerId } = await found();
  const all = [ownerId];
  for (let count = 0; count < 5; count += 1) all.push(await join(organizationId, ownerId, "OWNER"));
  const leave = [
    (context: Parameters<typeof removeMember>[0], userId: string) =>
      execute(context, changeOrgRole, { organizationId, userId, userRole: "USER" }),
    (context: Parameters<typeof removeMember>[0], userId: string) =>
      execute(context, disableMember, { organizationId, userId }),
    (context: Parameters<typeof removeMember>[0], userId: string) =>
      execute(context, removeMember, { organizationId, userId }),
  ];
  const outcomes = await Promise.allSettled(
    all.flatMap((userId, index) => {
      const by = session(all[(index + 1) % all.length] ?? ownerId);
      return [here, there].map((instance, which) => {
        const way = leave[(index + which) % leave.length] ?? leave[0];
        if (way === undefined) throw new Error("there are three ways");
        return way(instance.run(by), userId);
      });
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(RejectedError);
  }
  const left = await owners(organizationId, all);
  expect(left.guarded.length).toBeGreaterThan(0);
  expect(left.real).toEqual(expect.arrayContaining(left.guarded));
});

describe("a crash between the two steps", () => {
  test("of a demotion: the member is still an owner, and the repair finishes forward", async () => {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "OWNER");
    const demotion = { organizationId, userId: other, userRole: "CREATOR" } as const;
    cut = /^member-/;
    await expect(execute(here.run(session(ownerId)), changeOrgRole, demotion)).rejects.toThrow(
      "cut off",
    );
    cut = undefined;
    expect(await owners(organizationId, [ownerId, other])).toEqual({
      guarded: [ownerId],
      real: [ownerId, other].sort(),
    });

    await settle();
    expect(await repair(here.services)).toBe(0);
    clock.add(2 * 60_000);
    expect(await repair(here.services)).toBe(1);
    const { state } = await load(here, memberTarget(organizationId, other));
    expect(state.role).toBe("CREATOR");
    await settle();
    expect(await repair(here.services)).toBe(0);
  });

  test("of a promotion: the guard learns of it by the repair, or by the same command again", async () => {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "ADMIN");
    const promotion = { organizationId, userId: other, userRole: "OWNER" } as const;
    cut = /^organization-/;
    await expect(execute(here.run(session(ownerId)), changeOrgRole, promotion)).rejects.toThrow(
      "cut off",
    );
    cut = undefined;
    expect((await owners(organizationId, [ownerId, other])).guarded).toEqual([ownerId]);
    await execute(here.run(session(ownerId)), changeOrgRole, promotion);
    expect((await owners(organizationId, [ownerId, other])).guarded).toHaveLength(2);

    const third = await join(organizationId, ownerId, "ADMIN");
    const again = { organizationId, userId: third, userRole: "OWNER" } as const;
    cut = /^organization-/;
    await expect(execute(here.run(session(ownerId)), changeOrgRole, again)).rejects.toThrow(
      "cut off",
    );
    cut = undefined;
    await settle();
    clock.add(2 * 60_000);
    expect(await repair(here.services)).toBe(1);
    expect((await owners(organizationId, [ownerId, other, third])).guarded).toHaveLength(3);
  });

  test("a promotion that changes nothing cannot guard somebody who is about to lose the role", async () => {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "OWNER");
    const membership = { organizationId, userId: other };
    cut = /^member-/;
    await expect(execute(here.run(session(ownerId)), disableMember, membership)).rejects.toThrow(
      "cut off",
    );
    cut = undefined;
    await execute(there.run(session(ownerId)), changeOrgRole, { ...membership, userRole: "OWNER" });
    expect((await owners(organizationId, [ownerId, other])).guarded).toEqual([ownerId]);
    const leaving = { organizationId, userId: ownerId };
    await expect(execute(here.run(session(other)), removeMember, leaving)).rejects.toThrow(
      "last-owner",
    );
  });

  test("enabling again begins another ownership", async () => {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "OWNER");
    const membership = { organizationId, userId: other };
    await execute(here.run(session(ownerId)), disableMember, membership);
    expect((await owners(organizationId, [ownerId, other])).guarded).toEqual([ownerId]);
    await execute(here.run(session(ownerId)), enableMember, membership);
    const leaving = { organizationId, userId: ownerId };
    await execute(here.run(session(other)), removeMember, leaving);
    expect(await owners(organizationId, [ownerId, other])).toEqual({
      guarded: [other],
      real: [other],
    });
  });
});

/** Waits until the read models show all there is. */
async function settle(): Promise<void> {
  await here.group.waitFor(await here.services.store.lastPosition(), patience);
}

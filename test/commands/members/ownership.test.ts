/**
 * The last owner stays, under any concurrency and after any crash (docs/domain.md, "Guards";
 * docs/decisions/0003-the-ownership-guard.md). Real commands of two instances race on one database and
 * crash between their two steps.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { acceptInvite } from "../../../src/commands/members/accept-invite.ts";
import { load } from "../../../src/commands/kit/change.ts";
import { idsFromKey } from "../../../src/commands/kit/ids.ts";
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
/** While set, simulates a crash: appends to matching streams fail before they write. */
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

test("the only owner cannot be demoted, disabled or removed", async () => {
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

test("an owner who has not accepted yet does not count as an owner", async () => {
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

test("of two owners who end each other's ownership on two instances at the same time, one stays", async () => {
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

test("when many owners leave at the same time in every way, at least one stays, and the guard lists only real owners", async () => {
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
  test("of a demotion leaves the member an owner until the repair finishes the demotion", async () => {
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

  test("leads a repeat under the same idempotency key to revoke the ownership that there is by then", async () => {
    const { organizationId, ownerId } = await found();
    const other = await join(organizationId, ownerId, "OWNER");
    const membership = { organizationId, userId: other };
    const demotion = { ...membership, userRole: "USER" } as const;
    const ids = idsFromKey(`demotion of ${other}`, clock.now());
    cut = /^member-/;
    const first = here.run(session(ownerId), { ids });
    await expect(execute(first, changeOrgRole, demotion)).rejects.toThrow("cut off");
    cut = undefined;
    // Somebody else completes it, and makes them an owner again.
    await execute(there.run(session(ownerId)), changeOrgRole, demotion);
    await execute(there.run(session(ownerId)), changeOrgRole, { ...membership, userRole: "OWNER" });

    const repeat = here.run(session(ownerId), { ids, isResumed: true });
    await execute(repeat, changeOrgRole, demotion);
    expect(await owners(organizationId, [ownerId, other])).toEqual({
      guarded: [ownerId],
      real: [ownerId],
    });
  });

  test("of a promotion is repaired in the guard by the repair, or by repeating the command", async () => {
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

  test("does not let a repeated promotion guard a member who is about to lose the role", async () => {
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

  test("enabling an owner again starts another ownership", async () => {
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

/** Waits until the read models contain all events. */
async function settle(): Promise<void> {
  await here.group.waitFor(await here.services.store.lastPosition(), patience);
}

/**
 * A grant that stands in the log after its granter's loss of the right is taken back
 * (docs/decisions/0017-authority.md). Real commands of two instances race, on both event stores.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "../../../src/commands/kit/change.ts";
import type { CommandContext } from "../../../src/commands/kit/context.ts";
import { inviteSecret } from "../../../src/commands/kit/secrets.ts";
import { memberTarget, organizationTarget } from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { acceptInvite } from "../../../src/commands/members/accept-invite.ts";
import { assignSolution } from "../../../src/commands/members/assign-solutions.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import {
  changeOrgRole,
  disableMember,
  enableMember,
  removeMember,
  resendInvite,
} from "../../../src/commands/members/manage-member.ts";
import { grantReview } from "../../../src/commands/members/review-grants.ts";
import { registerSolution } from "../../../src/commands/solutions/solutions.ts";
import { systemId } from "../../../src/domain/primitives.ts";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import { eventStoreDbStore } from "../../../src/eventstore/eventstoredb/store.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { authority } from "../../../src/projections/authority/authority.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { startStandIn } from "../../support/esdb-server/server.ts";
import { patience } from "../../support/eventually.ts";
import {
  type Instance,
  session,
  startInstance,
  system,
  testClock,
} from "../../support/services.ts";

interface Given {
  readonly replace: (store: EventStore) => EventStore;
  readonly end: () => Promise<void>;
}

const adapters: Readonly<Record<string, () => Promise<Given>>> = {
  postgres: async () => ({ replace: (store) => store, end: async () => undefined }),
  eventstoredb: async () => {
    const server = await startStandIn();
    const connectionString = `esdb://127.0.0.1:${server.link.port}?tls=false`;
    return { replace: () => eventStoreDbStore({ connectionString }), end: () => server.stop() };
  },
};

describe.each(Object.entries(adapters))("on %s", (_, open) => {
  const clock = testClock();
  let given: Given;
  let database: TestDatabase;
  let here: Instance;
  let there: Instance;
  let people = 0;
  /** Runs before an append of the instance `here`. */
  let beforeAppend: ((stream: string) => Promise<void>) | undefined;

  beforeAll(async () => {
    given = await open();
    database = await createTestDatabase();
    const wrap = (store: EventStore): EventStore => {
      const used = given.replace(store);
      return {
        ...used,
        async append(stream, expected, records) {
          await beforeAppend?.(stream);
          return used.append(stream, expected, records);
        },
      };
    };
    here = await startInstance(database, { clock, wrap });
    there = await startInstance(database, { clock, wrap: given.replace });
  });

  afterAll(async () => {
    await here.stop();
    await there.stop();
    await given.end();
    await database.drop();
  });

  async function found() {
    people += 1;
    const email = `owner-${people}@example.com`;
    const founded = await bootstrap(there.services, { email, organization: "Org" });
    const { organizationId, userId: ownerId } = founded;
    return { organizationId, ownerId };
  }

  type Founded = Awaited<ReturnType<typeof found>>;

  async function invite(
    { organizationId, ownerId }: Founded,
    userRole: OrganizationRole,
  ): Promise<string> {
    people += 1;
    const { userId } = await execute(there.run(session(ownerId)), inviteUser, {
      organizationId,
      email: `person-${people}@example.com`,
      firstName: "Person",
      lastName: `${people}`,
      userRole,
    });
    return userId;
  }

  async function secretOf(organizationId: string, userId: string): Promise<string> {
    const { state } = await load(there, memberTarget(organizationId, userId));
    const sendingId = state.invitation?.sendingId ?? "";
    return inviteSecret(there.services.keys.inviteSecrets, { organizationId, userId, sendingId });
  }

  async function join(org: Founded, userRole: OrganizationRole): Promise<string> {
    const userId = await invite(org, userRole);
    const token = await secretOf(org.organizationId, userId);
    await execute(there.run(system), acceptInvite, { token });
    return userId;
  }

  const setRole =
    (by: string, membership: { organizationId: string; userId: string }) =>
    (userRole: OrganizationRole, instance = there) =>
      execute(instance.run(session(by)), changeOrgRole, { ...membership, userRole });

  async function settle(): Promise<void> {
    const position = await there.services.store.lastPosition();
    for (const { services, group } of [here, there]) {
      await group.waitFor(position, patience);
      await services.readModel(authority).waitFor(position, patience);
    }
  }

  /** Reviews on two instances at once, and again. */
  async function reviewAll(): Promise<void> {
    await settle();
    await Promise.all([grantReview.run(here.services), grantReview.run(there.services)]);
    await settle();
    await grantReview.run(here.services);
  }

  const member = async (organizationId: string, userId: string) =>
    load(there, memberTarget(organizationId, userId));

  /** Lets `loss` happen after the command asked for its right and before it appends to a member. */
  async function slip(
    organizationId: string,
    userId: string | undefined,
    command: (instance: Instance) => Promise<unknown>,
    loss: () => Promise<unknown>,
  ): Promise<void> {
    let isLost = false;
    beforeAppend = async (stream) => {
      const isTarget =
        userId === undefined ? stream.startsWith("member-") : stream.endsWith(`.${userId}`);
      if (isLost || !isTarget || !stream.includes(organizationId)) return;
      isLost = true;
      await loss();
    };
    await command(here);
    beforeAppend = undefined;
    expect(isLost).toBe(true);
  }

  /** An organization with an admin who is about to lose the role. */
  async function withAdmin() {
    const org = await found();
    const adminId = await join(org, "ADMIN");
    const { organizationId, ownerId } = org;
    const asAdmin = (instance: Instance): CommandContext => instance.run(session(adminId));
    const admin = { organizationId, userId: adminId };
    const demote = () => setRole(ownerId, admin)("CREATOR");
    const remove = () => execute(there.run(session(ownerId)), removeMember, admin);
    return { ...org, adminId, asAdmin, demote, remove };
  }

  test("in 25 of 25 races, no role stands that was granted after the granter's own demotion", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    for (let round = 0; round < 25; round += 1) {
      const adminId = await join(org, "ADMIN");
      const userId = await join(org, "USER");
      const grant = setRole(adminId, { organizationId, userId })("ADMIN", here);
      const loss = setRole(ownerId, { organizationId, userId: adminId })("USER");
      await Promise.allSettled([grant, loss]);
      const { events } = await member(organizationId, userId);
      const granted = events.find(({ type }) => type === "OrgRoleChanged");
      const lost = (await member(organizationId, adminId)).events.find(
        ({ type }) => type === "OrgRoleChanged",
      );
      if (lost === undefined) throw new Error("the demotion failed");
      const isStale = granted !== undefined && granted.position > lost.position;
      await reviewAll();
      const { state } = await member(organizationId, userId);
      const stands = granted !== undefined && !isStale;
      expect(state.role).toBe(stands ? "ADMIN" : "USER");
    }
  });

  test("a promotion that slipped through is taken back by the system, on behalf of nobody, and says why", async () => {
    const { organizationId, adminId, asAdmin, demote, ...org } = await withAdmin();
    const userId = await join({ organizationId, ...org }, "USER");
    await slip(
      organizationId,
      userId,
      (instance) =>
        execute(asAdmin(instance), changeOrgRole, { organizationId, userId, userRole: "ADMIN" }),
      demote,
    );
    const { events: before, state } = await member(organizationId, userId);
    expect(state.role).toBe("ADMIN");
    await reviewAll();
    const { events } = await member(organizationId, userId);
    expect(events).toHaveLength(before.length + 1);
    expect(events.at(-1)).toMatchObject({
      type: "OrgRoleChanged",
      data: {
        from: "ADMIN",
        to: "USER",
        grantedBy: org.ownerId,
        takenBack: { userId: adminId, status: "ACTIVE", role: "CREATOR" },
      },
      metadata: {
        actor: { userId: systemId, via: "SYSTEM" },
        causationId: before.at(-1)?.eventId,
      },
    });
  });

  test("an ownership that slipped through is taken back, and the guard does not know it", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    const other = await join(org, "OWNER");
    const userId = await join(org, "USER");
    await slip(
      organizationId,
      userId,
      (instance) => setRole(other, { organizationId, userId })("OWNER", instance),
      () => setRole(ownerId, { organizationId, userId: other })("ADMIN"),
    );
    await reviewAll();
    expect((await member(organizationId, userId)).state.role).toBe("USER");
    const { state } = await load(there, organizationTarget(organizationId));
    expect(Object.keys(state.guarded)).toEqual([ownerId]);
  });

  test("an invitation that slipped through ends, with its solutions, and cannot be accepted", async () => {
    const { organizationId, ownerId, asAdmin, remove } = await withAdmin();
    const { solutionId } = await execute(there.run(session(ownerId)), registerSolution, {
      organizationId,
      name: "one",
      title: "One",
    });
    let userId = "";
    await slip(
      organizationId,
      undefined,
      async (instance) =>
        ({ userId } = await execute(asAdmin(instance), inviteUser, {
          organizationId,
          email: `slipped-${people}@example.com`,
          firstName: "S",
          lastName: "L",
          solutions: [{ solutionId }],
        })),
      remove,
    );
    const token = await secretOf(organizationId, userId);
    await reviewAll();
    expect((await member(organizationId, userId)).state.status).toBe("REMOVED");
    await expect(execute(there.run(system), acceptInvite, { token })).rejects.toThrow("revoked");
  });

  test("an invitation sent again by somebody who had lost the right is revoked", async () => {
    const { organizationId, ownerId, asAdmin, remove } = await withAdmin();
    const userId = await invite({ organizationId, ownerId }, "USER");
    await slip(
      organizationId,
      userId,
      (instance) => execute(asAdmin(instance), resendInvite, { organizationId, userId }),
      remove,
    );
    await reviewAll();
    const { state } = await member(organizationId, userId);
    expect(state).toMatchObject({ status: "INVITED", invitation: undefined });
  });

  test("a membership accepted after the inviter's loss ends", async () => {
    const { organizationId, adminId, remove } = await withAdmin();
    const userId = await invite({ organizationId, ownerId: adminId }, "USER");
    const token = await secretOf(organizationId, userId);
    await slip(
      organizationId,
      userId,
      (instance) => execute(instance.run(system), acceptInvite, { token }),
      remove,
    );
    expect((await member(organizationId, userId)).state.status).toBe("ACTIVE");
    await reviewAll();
    expect((await member(organizationId, userId)).state.status).toBe("REMOVED");
  });

  test("access switched on again by somebody who had lost the right is switched off", async () => {
    const { organizationId, ownerId, asAdmin, demote } = await withAdmin();
    const userId = await join({ organizationId, ownerId }, "USER");
    const membership = { organizationId, userId };
    await execute(there.run(session(ownerId)), disableMember, membership);
    await slip(
      organizationId,
      userId,
      (instance) => execute(asAdmin(instance), enableMember, membership),
      demote,
    );
    await reviewAll();
    expect((await member(organizationId, userId)).state.status).toBe("DISABLED");
  });

  test("a role in a solution given by its former admin is taken back, and one given before stays", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    const creator = await join(org, "CREATOR");
    const userId = await join(org, "USER");
    const asOwner = () => there.run(session(ownerId));
    const { solutionId } = await execute(asOwner(), registerSolution, {
      organizationId,
      name: "one",
      title: "One",
    });
    const give = (by: CommandContext, to: string, userRole: "ADMIN" | "EDITOR" | "USER") =>
      execute(by, assignSolution, { organizationId, userId: to, solutionId, userRole });
    await give(asOwner(), creator, "ADMIN");
    await give(there.run(session(creator)), userId, "USER");
    await slip(
      organizationId,
      userId,
      (instance) => give(instance.run(session(creator)), userId, "EDITOR"),
      () => give(asOwner(), creator, "EDITOR"),
    );
    expect((await member(organizationId, userId)).state.solutions[solutionId]).toBe("EDITOR");
    await reviewAll();
    expect((await member(organizationId, userId)).state.solutions[solutionId]).toBe("USER");
  });

  test("a grant before the loss is not touched", async () => {
    const { organizationId, ownerId, adminId, asAdmin, remove } = await withAdmin();
    const userId = await join({ organizationId, ownerId }, "USER");
    await execute(asAdmin(here), changeOrgRole, { organizationId, userId, userRole: "ADMIN" });
    await remove();
    const { events } = await member(organizationId, userId);
    await reviewAll();
    expect((await member(organizationId, userId)).events).toHaveLength(events.length);
    expect((await member(organizationId, adminId)).state.status).toBe("REMOVED");
  });

  test("what somebody entitled has confirmed since is not taken back", async () => {
    const { organizationId, ownerId, asAdmin, remove } = await withAdmin();
    let userId = "";
    await slip(
      organizationId,
      undefined,
      async (instance) =>
        ({ userId } = await execute(asAdmin(instance), inviteUser, {
          organizationId,
          email: `confirmed-${people}@example.com`,
          firstName: "C",
          lastName: "F",
        })),
      remove,
    );
    await execute(there.run(session(ownerId)), resendInvite, { organizationId, userId });
    const { events } = await member(organizationId, userId);
    await reviewAll();
    expect((await member(organizationId, userId)).events).toHaveLength(events.length);
    const token = await secretOf(organizationId, userId);
    await execute(there.run(system), acceptInvite, { token });
    await reviewAll();
    expect((await member(organizationId, userId)).state.status).toBe("ACTIVE");
  });

  test("two grants on top of each other are both taken back", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    const [first, second] = [await join(org, "ADMIN"), await join(org, "OWNER")];
    const userId = await join(org, "USER");
    const target = { organizationId, userId };
    await slip(
      organizationId,
      userId,
      (instance) => setRole(first, target)("ADMIN", instance),
      () => setRole(ownerId, { organizationId, userId: first })("USER"),
    );
    await slip(
      organizationId,
      userId,
      (instance) => setRole(second, target)("OWNER", instance),
      () => setRole(ownerId, { organizationId, userId: second })("USER"),
    );
    await reviewAll();
    expect((await member(organizationId, userId)).state.role).toBe("USER");
  });

  test("a crash between the guard and the member is finished by the next review", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    const other = await join(org, "OWNER");
    const userId = await join(org, "USER");
    await slip(
      organizationId,
      userId,
      (instance) => setRole(other, { organizationId, userId })("OWNER", instance),
      () => setRole(ownerId, { organizationId, userId: other })("ADMIN"),
    );
    await settle();
    beforeAppend = async (stream) => {
      if (stream.startsWith("member-")) throw new EventStoreUnavailable("cut off by the test");
    };
    await expect(grantReview.run(here.services)).rejects.toThrow("cut off");
    beforeAppend = undefined;
    expect((await member(organizationId, userId)).state.role).toBe("OWNER");
    // The claim of the crashed instance ends.
    clock.add(2 * 60_000);
    await grantReview.run(there.services);
    expect((await member(organizationId, userId)).state.role).toBe("USER");
  });

  test("the last owner stays, whoever made them one", async () => {
    const org = await found();
    const { organizationId, ownerId } = org;
    const other = await join(org, "OWNER");
    const userId = await join(org, "USER");
    await slip(
      organizationId,
      userId,
      (instance) => setRole(other, { organizationId, userId })("OWNER", instance),
      () => setRole(ownerId, { organizationId, userId: other })("ADMIN"),
    );
    await execute(there.run(session(ownerId)), removeMember, { organizationId, userId: ownerId });
    await reviewAll();
    expect((await member(organizationId, userId)).state.role).toBe("OWNER");
  });
});

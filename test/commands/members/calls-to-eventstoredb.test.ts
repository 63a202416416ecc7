/** How many calls of EventStoreDB a command needs, counted on the wire. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { changeOrgRole } from "../../../src/commands/members/manage-member.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import { eventStoreDbStore } from "../../../src/eventstore/eventstoredb/store.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { startStandIn, type StandIn } from "../../support/esdb-server/server.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";

describe("role changes on EventStoreDB", () => {
  let server: StandIn;
  let database: TestDatabase;
  let instance: Instance;
  let organizationId: string;
  let ownerId: string;

  beforeAll(async () => {
    server = await startStandIn();
    database = await createTestDatabase();
    const wrap = () => eventStoreDbStore({ connectionString: server.connectionString });
    instance = await startInstance(database, { wrap });
    const founding = { email: "owner@example.com", organization: "Org" };
    ({ organizationId, userId: ownerId } = await bootstrap(instance.services, founding));
  });

  afterAll(async () => {
    await instance.stop();
    await server.stop();
    await database.drop();
  });

  async function invite(number: number): Promise<string> {
    const { userId } = await execute(instance.run(session(ownerId)), inviteUser, {
      organizationId,
      email: `person-${number}@example.com`,
      firstName: "Person",
      lastName: `${number}`,
      userRole: "USER",
    });
    return userId;
  }

  /** Changes the roles of all at once; returns how many calls of a kind that took. */
  async function callsOf(
    userIds: readonly string[],
    userRole: "CREATOR" | "USER",
    by: Instance = instance,
  ) {
    const before = { ...server.calls };
    await Promise.all(
      userIds.map((userId) =>
        execute(by.run(session(ownerId)), changeOrgRole, {
          organizationId,
          userId,
          userRole,
        }),
      ),
    );
    const { readStream, readLog, appends, batchAppend } = server.calls;
    return {
      readStream: readStream - before.readStream,
      readLog: readLog - before.readLog,
      appends: appends - before.appends,
      batchAppend: batchAppend - before.batchAppend,
    };
  }

  test("a lone one reads its member once; then only what was appended since", async () => {
    const userId = await invite(0);
    const append = { appends: 1, batchAppend: 0 };
    expect(await callsOf([userId], "CREATOR")).toMatchObject({ ...append, readStream: 1 });
    const { readLog, ...calls } = await callsOf([userId], "USER");
    expect(calls).toEqual({ ...append, readStream: 0 });
    expect(readLog).toBeLessThanOrEqual(2);
  });

  test("of 16 at once, by one person, each reads its member once", async () => {
    const userIds: string[] = [];
    for (let number = 1; number <= 16; number += 1) userIds.push(await invite(number));
    const appends = { appends: 16, batchAppend: 0 };
    expect(await callsOf(userIds, "CREATOR")).toMatchObject({ ...appends, readStream: 16 });
    const { readLog, ...calls } = await callsOf(userIds, "USER");
    expect(calls).toEqual({ ...appends, readStream: 0 });
    expect(readLog).toBeLessThanOrEqual(16);
  });

  test("what another instance has changed is read as what was appended since", async () => {
    const [userId, inUse] = [await invite(17), await invite(18)];
    const other = await startInstance(database, {
      wrap: () => eventStoreDbStore({ connectionString: server.connectionString }),
    });
    await callsOf([userId, inUse], "CREATOR", other);
    await callsOf([userId], "USER");
    const calls = await callsOf([userId], "CREATOR", other);
    expect(calls).toMatchObject({ readStream: 0, appends: 1 });
    await other.stop();
  });
});

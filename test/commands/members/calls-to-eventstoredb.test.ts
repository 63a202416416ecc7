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
  async function callsOf(userIds: readonly string[], userRole: "CREATOR" | "USER") {
    const before = { ...server.calls };
    await Promise.all(
      userIds.map((userId) =>
        execute(instance.run(session(ownerId)), changeOrgRole, {
          organizationId,
          userId,
          userRole,
        }),
      ),
    );
    const { readStream, appends, batchAppend } = server.calls;
    return {
      readStream: readStream - before.readStream,
      appends: appends - before.appends,
      batchAppend: batchAppend - before.batchAppend,
    };
  }

  test("a lone one reads four streams and appends by the call that is open", async () => {
    const userId = await invite(0);
    expect(await callsOf([userId], "CREATOR")).toEqual({
      readStream: 4,
      appends: 1,
      batchAppend: 0,
    });
  });

  test("of 16 at once, by one person, each reads its member, and all share the rest", async () => {
    const userIds: string[] = [];
    for (let number = 1; number <= 16; number += 1) userIds.push(await invite(number));
    const calls = await callsOf(userIds, "CREATOR");
    expect(calls).toMatchObject({ appends: 16, batchAppend: 0 });
    expect(calls.readStream).toBeLessThanOrEqual(16 + 4 * 3);
  });
});

/** Seats that are taken at the same time, on two instances: the member limit (docs/domain.md, "Settings"). */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import type { Row } from "../../../src/commands/members/batch-rows.ts";
import { inviteMany } from "../../../src/commands/members/invite-many.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import { changeOrganization } from "../../../src/commands/organizations/change-organization.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";

let database: TestDatabase;
let here: Instance;
let there: Instance;
let organizations = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startInstance(database);
  there = await startInstance(database);
});

afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

async function limitedTo(memberLimit: number) {
  organizations += 1;
  const founding = { email: "owner@example.com", organization: `Limited ${organizations}` };
  const { organizationId, userId } = await bootstrap(here.services, founding);
  const command = { type: "ChangeOrganizationSettings", settings: { memberLimit } } as const;
  await execute(here.run(session(userId)), changeOrganization, organizationId, command);
  const rows = (name: string, count: number) =>
    Array.from({ length: count }, (_, index): Row => {
      const email = `${name}-${index}@seats.test`;
      return { row: index + 1, email, invitee: { email, firstName: "S", lastName: name } };
    });
  const batch = async (by: Instance, invited: readonly Row[]) =>
    (
      await execute(by.run(session(userId)), inviteMany, {
        organizationId,
        rows: invited,
        dryRun: false,
      })
    ).outcomes.map(({ outcome, refused }) => refused?.code ?? outcome);
  const shown = async () =>
    (
      await database.pool.query(
        "select member_count from organizations where organization_id = $1",
        [organizationId],
      )
    ).rows;
  const seats = async () =>
    (await database.pool.query("select from seats where organization_id = $1", [organizationId]))
      .rowCount;
  return { organizationId, userId, rows, batch, shown, seats };
}

test("two batches at once fill an organization to its limit and not beyond, and leave no seat behind", async () => {
  const { rows, batch, shown, seats } = await limitedTo(31);
  const transactions = vi.spyOn(database.pool, "connect");
  const outcomes = await Promise.all([
    batch(here, rows(`here-${organizations}`, 40)),
    batch(there, rows(`there-${organizations}`, 40)),
  ]);
  // Seats of the same moment share a transaction.
  // Single statements pass a callback.
  const calls: readonly unknown[][] = transactions.mock.calls;
  expect(calls.filter(({ length }) => length === 0).length).toBeLessThan(80);
  transactions.mockRestore();
  expect(outcomes.flat().toSorted()).toEqual([
    ...Array(30).fill("INVITED"),
    ...Array(50).fill("member-limit"),
  ]);
  expect(await shown()).toEqual([{ member_count: 31 }]);
  expect(await seats()).toBe(0);
});

test("organizations whose seats are taken together, by two instances, are each filled to their limit", async () => {
  const [one, other] = [await limitedTo(4), await limitedTo(3)];
  const inviteInto = ({ organizationId, userId }: typeof one, by: Instance, index: number) => {
    const email = `${organizationId}-${index}@seats.test`;
    const invitee = { organizationId, email, firstName: "S", lastName: "T" };
    return execute(by.run(session(userId)), inviteUser, invitee).then(
      () => "INVITED",
      ({ code }) => code,
    );
  };
  // Each instance asks in another order, and all of one instance share a group.
  const counted = await Promise.all(
    Array.from({ length: 6 }, (_, index) => [
      inviteInto(one, here, index),
      inviteInto(other, here, index),
      inviteInto(other, there, 10 + index),
      inviteInto(one, there, 10 + index),
    ]).flat(),
  );
  expect(counted.filter((outcome) => outcome === "INVITED")).toHaveLength(3 + 2);
  expect(counted.filter((outcome) => outcome === "member-limit")).toHaveLength(24 - 5);
  expect([await one.shown(), await other.shown()]).toEqual([
    [{ member_count: 4 }],
    [{ member_count: 3 }],
  ]);
  expect([await one.seats(), await other.seats()]).toEqual([0, 0]);
});

test("a person who is invited twice at the same moment takes one seat", async () => {
  const { organizationId, userId, shown, seats } = await limitedTo(2);
  const invitee = { organizationId, email: "twice@seats.test", firstName: "T", lastName: "W" };
  const invite = (by: Instance) => execute(by.run(session(userId)), inviteUser, invitee);
  const answers = await Promise.allSettled([invite(here), invite(here), invite(there)]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await shown()).toEqual([{ member_count: 2 }]);
  expect(await seats()).toBe(0);
});

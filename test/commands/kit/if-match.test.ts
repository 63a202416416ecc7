/** `If-Match` applies to the stream that the request names, not to others that change with it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { load } from "../../../src/commands/kit/change.ts";
import {
  emailTarget,
  memberTarget,
  organizationTarget,
  userTarget,
} from "../../../src/commands/kit/stream-targets.ts";
import { execute } from "../../../src/commands/kit/wait-until-visible.ts";
import { inviteUser } from "../../../src/commands/members/invite-user.ts";
import { changeOrgRole, removeMember } from "../../../src/commands/members/manage-member.ts";
import { changeOrganization } from "../../../src/commands/organizations/change-organization.ts";
import { bootstrap } from "../../../src/service/bootstrap.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, session, startInstance } from "../../support/services.ts";

let database: TestDatabase;
let instance: Instance;
let organizationId: string;
let ownerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  instance = await startInstance(database);
  const founded = await bootstrap(instance.services, { email: "o@example.com", organization: "O" });
  ({ organizationId, userId: ownerId } = founded);
});

afterAll(async () => {
  await instance.stop();
  await database.drop();
});

const asOwner = (...revisions: number[]) =>
  instance.run(session(ownerId), { ifMatch: revisions.length === 0 ? undefined : revisions });
const revisionOf = async (target: Parameters<typeof load>[1]) =>
  (await load(instance, target)).events.at(-1)?.revision ?? -1;

test("If-Match does not apply to the guard when an ownership starts or ends", async () => {
  // Makes the revisions of guard and member differ.
  for (let number = 0; number < 9; number += 1) {
    const details = { description: `number ${number}` };
    const command = { type: "ChangeOrganizationDetails", details } as const;
    await changeOrganization(asOwner(), organizationId, command);
  }
  const person = { email: "a@example.com", firstName: "A", lastName: "B", organizationId };
  const { userId } = await execute(asOwner(), inviteUser, person);
  const member = memberTarget(organizationId, userId);
  const guard = organizationTarget(organizationId);
  const steps = [
    { organizationId, userId, userRole: "OWNER" },
    { organizationId, userId, userRole: "ADMIN" },
  ] as const;
  for (const step of steps) {
    const guardRevision = await revisionOf(guard);
    const revision = await revisionOf(member);
    expect(guardRevision).toBeGreaterThan(revision);
    await expect(changeOrgRole(asOwner(guardRevision), step)).rejects.toMatchObject({
      code: "precondition-failed",
    });
    expect(await revisionOf(guard)).toBe(guardRevision);
    await execute(asOwner(revision), changeOrgRole, step);
    expect((await load(instance, member)).state.role).toBe(step.userRole);
  }
  expect(Object.keys((await load(instance, guard)).state.guarded)).toEqual([ownerId]);
});

test("If-Match does not apply to an invited person or their former membership", async () => {
  const person = { email: "b@example.com", firstName: "B", lastName: "C", organizationId };
  const { userId } = await execute(asOwner(), inviteUser, person);
  await execute(asOwner(), removeMember, { organizationId, userId });
  const { keys } = instance.services;
  const others = [
    emailTarget(keys, person.email),
    userTarget(userId),
    memberTarget(organizationId, userId),
  ];
  for (const other of others) expect(await revisionOf(other)).not.toBe(999);
  const again = await execute(asOwner(999), inviteUser, person);
  expect(again.userId).toBe(userId);
  expect((await load(instance, memberTarget(organizationId, userId))).state.status).toBe("INVITED");
});

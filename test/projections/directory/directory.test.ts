/** What each event makes visible in the queries. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  memberStream,
  organizationStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../../src/domain/streams.ts";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import type { StoredRecord } from "../../../src/eventstore/port.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import {
  findMembership,
  findSolutionStandings,
} from "../../../src/projections/directory/queries/authorization.ts";
import { findInvitation } from "../../../src/projections/directory/queries/invitations.ts";
import { shownSince, wholeMemberJson } from "../../../src/projections/directory/member.ts";
import { listMembers, readMember } from "../../../src/projections/directory/queries/members.ts";
import {
  listOrganizations,
  listOwnOrganizations,
  readOrganization,
} from "../../../src/projections/directory/queries/organizations.ts";
import {
  listSolutions,
  readSolution,
} from "../../../src/projections/directory/queries/solutions.ts";
import { listTokens, readToken } from "../../../src/projections/directory/queries/tokens.ts";
import { listUnfinished } from "../../../src/projections/directory/queries/unfinished.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import {
  openDatabaseSession,
  type DatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { searchedSince } from "../../../src/projections/directory/text.ts";
import { scopeOf } from "../../support/scopes.ts";
import { expectShownToHold, tablesAreOf } from "../../support/directory-tables.ts";
import { admin, type EventLog, id, openLog } from "../../support/event-log.ts";
import * as story from "../../support/story.ts";
import { ada, at, bob, later } from "../../support/story.ts";

const acme = id(100);
const founder = id(2);
const person = id(3);
const crm = id(31);
const shop = id(32);
const ofPerson = memberStream(acme, person);

let log: EventLog;
let session: DatabaseSession;
let folded = 0n;

beforeEach(async () => {
  log = await openLog();
  session = await openDatabaseSession(log.parts.connection);
  await tablesAreOf(session.client, directory.version);
  folded = 0n;
});

afterEach(async () => {
  await session.close();
  await log.close();
});

/** Appends the events and folds them. */
async function happen(stream: string, ...events: DomainEvent[]): Promise<void> {
  await log.write(stream, ...events);
  for await (const records of log.store.readAll(folded)) {
    await directory.apply(await log.codec.decode(records), session.client, []);
    folded = records.at(-1)?.position ?? folded;
  }
}

async function foundAcme(): Promise<void> {
  await happen(userStream(founder), story.registered(ada));
  await happen(memberStream(acme, founder), story.memberFounded);
  await happen(
    organizationStream(acme),
    story.organizationFounded(founder),
    story.ownershipGranted(founder),
  );
  for (const [solutionId, name] of [
    [crm, "crm"],
    [shop, "shop"],
  ] as const) {
    await happen(solutionStream(solutionId), story.solutionRegistered(acme, founder, name));
    await happen(memberStream(acme, founder), story.assigned(solutionId, "OWNER"));
  }
}

/** The member; lists show the same. */
async function memberIn(organizationId: string, userId: string, now = at) {
  const { pool } = log.database;
  const member = await readMember(pool, organizationId, userId, now);
  const page = await listMembers(pool, { organizationId, userIds: [userId], limit: 1 }, now);
  const listed = page.items.map((item) => JSON.parse(wholeMemberJson(item.json, item)) as unknown);
  expect(listed).toEqual(member === undefined ? [] : [JSON.parse(JSON.stringify(member))]);
  return member;
}
const memberNow = (now = at) => memberIn(acme, person, now);
const userNow = async (userId = person) => await readUser(log.database.pool, scopeOf(userId));

async function inviteBob(): Promise<void> {
  await happen(userStream(person), story.registered(ada));
  await happen(ofPerson, story.invited(bob, "CREATOR"), story.inviteIssued(id(50), "a"));
}

describe("an organization being founded", () => {
  test("does not exist, and its founder is no member, until it is founded", async () => {
    const { pool } = log.database;
    await happen(userStream(founder), story.registered(ada));
    await happen(memberStream(acme, founder), story.memberFounded);
    expect((await findMembership(pool, acme, scopeOf(founder))).membership).toBeUndefined();
    expect((await listOwnOrganizations(pool, { own: scopeOf(founder), limit: 10 })).items).toEqual(
      [],
    );
    expect((await userNow(founder))?.statistics.organizationCount).toBe(0);
    expect(await listUnfinished(pool, later, 10)).toEqual([]);

    await happen(organizationStream(acme), story.organizationFounded(founder));
    expect((await findMembership(pool, acme, scopeOf(founder))).membership).toMatchObject({
      role: "OWNER",
      status: "ACTIVE",
    });
    expect((await userNow(founder))?.statistics.organizationCount).toBe(1);
    const { items } = await listOrganizations(pool, { own: scopeOf(founder), limit: 10 });
    expect(items).toMatchObject([{ organizationId: acme, name: "Acme", locked: false }]);
    expect(items[0]?.description).toBeUndefined();
  });

  test("changes its details; a cleared field is left out", async () => {
    await foundAcme();
    const describe: DomainEvent = {
      type: "OrganizationDetailsChanged",
      data: { name: "Acme II", description: "ropes", url: "https://acme.example" },
    };
    await happen(organizationStream(acme), describe);
    const clear: DomainEvent = {
      type: "OrganizationDetailsChanged",
      data: { description: null },
    };
    await happen(organizationStream(acme), clear);
    const found = await readOrganization(log.database.pool, acme);
    expect(found).toMatchObject({ name: "Acme II", url: "https://acme.example" });
    expect(found?.description).toBeUndefined();
    expect(found?.revision).toBe(3);
  });
});

describe("an invited person", () => {
  beforeEach(foundAcme);

  test("shows what the inviter wrote, and their own profile once they have accepted", async () => {
    await inviteBob();
    expect(await memberNow()).toMatchObject({
      organizationId: acme,
      userId: person,
      name: "Bob Builder",
      email: "bob@example.com",
      userRole: "CREATOR",
      userStatus: "INVITED",
      language: "en",
      solutionCount: 0,
      solutions: {},
      invite: { status: "PENDING", language: "en", sentCount: 0, expiresAt: later },
      createdBy: admin,
    });
    await happen(ofPerson, story.inviteAccepted);
    expect(await memberNow()).toMatchObject({
      name: "Ada Lovelace",
      email: "Ada@Example.com",
      userStatus: "ACTIVE",
      invite: { status: "ACCEPTED" },
      lastActiveAt: at,
    });
  });

  test("follows their profile only where they have accepted the invitation", async () => {
    const other = id(101);
    await inviteBob();
    await happen(ofPerson, story.inviteAccepted);
    await happen(memberStream(other, person), story.invited(bob));
    await happen(userStream(person), {
      type: "ProfileChanged",
      data: {},
      personal: { name: "Countess", phone: "1" },
    });
    expect((await memberNow())?.name).toBe("Countess");
    expect((await memberIn(other, person))?.name).toBe("Bob Builder");
    expect(await userNow()).toMatchObject({ name: "Countess", phone: "1" });
    await happen(userStream(person), {
      type: "ProfileChanged",
      data: {},
      personal: { name: null, phone: null },
    });
    expect((await memberNow())?.name).toBe("Ada Lovelace");
    expect((await userNow())?.phone).toBeUndefined();
  });

  test("shows whether the invitation was sent", async () => {
    await inviteBob();
    const failed: DomainEvent = {
      type: "InviteEmailFailed",
      data: { sendingId: id(50), failedAt: at },
      personal: { reason: "550 no such mailbox" },
    };
    await happen(ofPerson, failed);
    expect((await memberNow())?.invite).toMatchObject({
      status: "FAILED",
      failure: "550 no such mailbox",
      sentCount: 0,
    });
    await happen(ofPerson, story.inviteIssued(id(51), "b"));
    const sent = (sendingId: string): DomainEvent => ({
      type: "InviteEmailSent",
      data: { sendingId, sentAt: at },
    });
    await happen(ofPerson, sent(id(51)));
    const invite = (await memberNow())?.invite;
    expect(invite).toMatchObject({ status: "SENT", sentAt: at, sentCount: 1 });
    expect(invite?.failure).toBeUndefined();
    expect((await memberNow(later))?.invite?.status).toBe("EXPIRED");
    await happen(ofPerson, { type: "InviteRevoked", data: {} });
    expect((await memberNow(later))?.invite?.status).toBe("REVOKED");
  });

  test("has no invite if they were added without one", async () => {
    await happen(ofPerson, story.invited(bob));
    expect((await memberNow())?.invite).toBeUndefined();
  });

  test("is found by every secret issued to them, and by no other", async () => {
    const { pool } = log.database;
    await inviteBob();
    await happen(ofPerson, story.inviteIssued(id(51), "b"));
    for (const digest of ["a", "b"]) {
      expect(await findInvitation(pool, digest.repeat(64))).toMatchObject({
        organizationId: acme,
        userId: person,
        organizationName: "Acme",
        email: "bob@example.com",
      });
    }
    expect(await findInvitation(pool, "c".repeat(64))).toBeUndefined();
  });

  test("keeps only the creation time of an earlier invitation", async () => {
    await inviteBob();
    await happen(ofPerson, story.assigned(crm));
    const before = await memberNow();
    await happen(ofPerson, { type: "InviteRevoked", data: {} }, story.invited(ada, "ADMIN"));
    const after = await memberNow();
    expect(after).toMatchObject({ userRole: "ADMIN", name: "Ada Lovelace", solutions: {} });
    expect(after?.createdAt).toBe(before?.createdAt);
    expect((await readSolution(log.database.pool, acme, crm))?.memberCount).toBe(1);
  });
});

describe("a member", () => {
  beforeEach(async () => {
    await foundAcme();
    await inviteBob();
    await happen(ofPerson, story.inviteAccepted);
  });

  test("counts and carries the revision of their own stream", async () => {
    await happen(ofPerson, story.assigned(crm), story.assigned(shop, "DENY"));
    expect(await memberNow()).toMatchObject({
      solutionCount: 2,
      solutions: { [crm]: "USER", [shop]: "DENY" },
    });
    expect((await readMember(log.database.pool, acme, person, at))?.revision).toBe(4);
    expect((await userNow())?.statistics).toEqual({ organizationCount: 1, solutionCount: 2 });
    expect((await readSolution(log.database.pool, acme, shop))?.memberCount).toBe(2);
  });

  test("is not counted while disabled", async () => {
    await happen(ofPerson, story.assigned(crm), story.memberDisabled);
    expect((await memberNow())?.userStatus).toBe("DISABLED");
    expect((await userNow())?.statistics).toEqual({ organizationCount: 0, solutionCount: 0 });
    expect(
      (await listOrganizations(log.database.pool, { own: scopeOf(person), limit: 9 })).items,
    ).toEqual([]);
    await happen(ofPerson, story.memberEnabled);
    expect((await userNow())?.statistics).toEqual({ organizationCount: 1, solutionCount: 1 });
  });

  test("leaves only the digests of invitation secrets when removed", async () => {
    const { pool } = log.database;
    await happen(ofPerson, story.assigned(crm, "ADMIN"));
    await happen(userStream(person), {
      type: "DefaultOrganizationChosen",
      data: { organizationId: acme },
    });
    expect((await listOwnOrganizations(pool, { own: scopeOf(person), limit: 9 })).items).toEqual([
      {
        organizationId: acme,
        name: "Acme",
        userRole: "CREATOR",
        userStatus: "ACTIVE",
        solutionCount: 1,
        isDefault: true,
        needsSignIn: false,
        revision: 1,
      },
    ]);
    await happen(ofPerson, story.memberRemoved);
    expect(await memberNow()).toBeUndefined();
    expect((await findMembership(pool, acme, scopeOf(person))).membership).toBeUndefined();
    expect((await findSolutionStandings(pool, acme, person, [crm])).get(crm)).toEqual({
      solutionRole: undefined,
    });
    expect((await readSolution(pool, acme, crm))?.memberCount).toBe(1);
    const user = await userNow();
    expect(user?.defaultOrganizationId).toBeUndefined();
    expect(user?.statistics).toEqual({ organizationCount: 0, solutionCount: 0 });
  });

  test("loses a deleted solution, and does not get it back by a late assignment", async () => {
    const { pool } = log.database;
    await happen(ofPerson, story.assigned(crm));
    await happen(solutionStream(crm), story.solutionDeleted(acme));
    expect(await memberNow()).toMatchObject({ solutions: {}, solutionCount: 0 });
    expect((await memberIn(acme, founder))?.solutions).toEqual({ [shop]: "OWNER" });
    expect((await userNow())?.statistics.solutionCount).toBe(0);
    expect((await listSolutions(pool, { organizationId: acme, limit: 9 })).items).toHaveLength(1);
    await happen(ofPerson, story.assigned(crm), story.unassigned(crm));
    expect(await memberNow()).toMatchObject({ solutions: {}, solutionCount: 0 });
    expect((await findSolutionStandings(pool, acme, person, [crm])).size).toBe(0);
  });

  test("does not get a solution of another organization", async () => {
    const other = id(101);
    await happen(solutionStream(id(33)), story.solutionRegistered(other, founder));
    await happen(ofPerson, story.assigned(id(33)));
    expect((await memberNow())?.solutions).toEqual({});
  });

  test("cannot have texts that the database cannot store; texts that only look like them are kept", async () => {
    const profile = (personal: object) =>
      happen(userStream(person), { type: "ProfileChanged", data: {}, personal });
    await expect(profile({ avatarUrl: "https://example.com/\u0000" })).rejects.toThrow(/avatarUrl/);
    await expect(profile({ firstName: "\u0000" })).rejects.toThrow(/control/);
    await profile({ avatarUrl: "https://example.com/", lastName: "\\ud800 \\u0000" });
    expect(await userNow()).toMatchObject({
      avatarUrl: "https://example.com/",
      lastName: "\\ud800 \\u0000",
    });
  });
});

describe("tokens", () => {
  const laptop = id(7003);
  const ofLaptop = tokenStream(laptop);
  const issued = (organizationId?: string): DomainEvent => ({
    type: "TokenIssued",
    data: {
      userId: person,
      ...(organizationId === undefined ? {} : { organizationId }),
      digest: "d".repeat(64),
      scopes: ["users:view"],
      expiresAt: "2026-07-01T00:00:00.000Z",
      leaseExpiresAt: "2026-01-15T00:00:00.000Z",
    },
    personal: { name: "laptop" },
  });
  const used: DomainEvent = {
    type: "TokenUsed",
    data: { usedAt: later, recordedAt: later, leaseExpiresAt: "2026-06-30T00:00:00.000Z" },
  };

  beforeEach(async () => {
    await foundAcme();
    await inviteBob();
    await happen(ofPerson, story.inviteAccepted);
  });

  test("are listed only for their owner, with their current status", async () => {
    const { pool } = log.database;
    await happen(ofLaptop, issued());
    const read = async (now: string) => await readToken(pool, scopeOf(person), laptop, now);
    expect(await read("2026-01-10T00:00:00.000Z")).toMatchObject({
      tokenId: laptop,
      name: "laptop",
      scopes: ["users:view"],
      status: "ACTIVE",
    });
    expect((await read("2026-01-15T00:00:00.000Z"))?.status).toBe("LEASE_LAPSED");
    expect((await read("2026-07-01T00:00:00.000Z"))?.status).toBe("EXPIRED");
    expect(await readToken(pool, scopeOf(founder), laptop, at)).toBeUndefined();
    await happen(ofLaptop, { type: "TokenDeleted", data: {} });
    expect((await read("2026-01-10T00:00:00.000Z"))?.status).toBe("DELETED");
  });

  test("stay listed for 90 days after they end", async () => {
    const { pool } = log.database;
    await happen(ofLaptop, issued());
    const count = async (now: string) =>
      (await listTokens(pool, { own: scopeOf(person), limit: 9 }, now)).items.length;
    expect(await count("2026-04-14T00:00:00.000Z")).toBe(1);
    expect(await count("2026-04-16T00:00:00.000Z")).toBe(0);
  });

  test("show their owner as active in every organization in which they work", async () => {
    await happen(ofLaptop, issued(id(101)), used);
    expect((await memberNow())?.lastActiveAt).toBe(at);
    const everywhere = id(8003);
    const another = { ...issued(), data: { ...issued().data, digest: "e".repeat(64) } };
    await happen(tokenStream(everywhere), another as DomainEvent, used);
    expect((await memberNow())?.lastActiveAt).toBe(later);
  });
});

describe("the steps that a crash interrupted", () => {
  beforeEach(async () => {
    await foundAcme();
    await inviteBob();
    await happen(ofPerson, story.inviteAccepted);
  });
  const open = () => listUnfinished(log.database.pool, later, 10);

  test("are empty if everything was finished", async () => {
    expect(await open()).toEqual([]);
  });

  test("contain an ownership without its grant, until the guard records it", async () => {
    await happen(ofPerson, story.roleChanged("CREATOR", "OWNER"));
    expect(await open()).toMatchObject([
      { kind: "GRANT", organizationId: acme, userId: person, ownership: 3 },
    ]);
    expect(await listUnfinished(log.database.pool, "2026-01-01T00:00:00.000Z", 10)).toEqual([]);
    await happen(organizationStream(acme), story.ownershipGranted(person, 3));
    expect(await open()).toEqual([]);
  });

  test("contain a revocation without the member's event, until that follows", async () => {
    await happen(ofPerson, story.roleChanged("CREATOR", "OWNER"));
    await happen(organizationStream(acme), {
      type: "OwnershipRevoked",
      data: { userId: person, ownership: 3, reason: { kind: "ROLE_CHANGED", role: "USER" } },
    });
    expect(await open()).toEqual([
      {
        kind: "ENDING",
        organizationId: acme,
        userId: person,
        ownership: 3,
        reason: { kind: "ROLE_CHANGED", role: "USER" },
      },
    ]);
    await happen(ofPerson, story.roleChanged("OWNER", "USER"));
    expect(await open()).toEqual([]);
  });

  test("contain a solution without its first owner, while that membership lasts", async () => {
    await happen(solutionStream(id(33)), story.solutionRegistered(acme, person, "new"));
    const expected = [
      { kind: "FIRST_OWNER", organizationId: acme, userId: person, solutionId: id(33) },
    ];
    expect(await open()).toEqual(expected);
    await happen(ofPerson, story.memberRemoved, story.invited(bob));
    expect(await open()).toEqual([]);
  });

  test("do not contain a first owner who was assigned", async () => {
    await happen(solutionStream(id(33)), story.solutionRegistered(acme, person, "new"));
    await happen(ofPerson, story.assigned(id(33), "OWNER"));
    expect(await open()).toEqual([]);
  });
});

test("an organization is searched by its name in tables that an older program folds, too", async () => {
  const { pool } = log.database;
  await foundAcme();
  const found = async (search: string) =>
    (await listOrganizations(pool, { own: scopeOf(founder), limit: 9, search })).items.length;
  expect(await found("ACM")).toBe(1);
  await tablesAreOf(pool, searchedSince - 1);
  await pool.query("update organizations set name = 'Zebra' where organization_id = $1", [acme]);
  expect(await found("zeb")).toBe(1);
  expect(await found("acm")).toBe(0);
});

describe("what is kept of a member as JSON", () => {
  test("is not shown from tables that an older program folds, too, because that program leaves it as it was", async () => {
    const { pool } = log.database;
    await foundAcme();
    await inviteBob();
    await tablesAreOf(pool, shownSince - 1);
    await pool.query("update members set role = 'ADMIN' where user_id = $1", [person]);
    expect(await memberNow()).toMatchObject({ userRole: "ADMIN" });
  });

  test("is hidden with a person whose erasure cannot be folded", async () => {
    const { pool } = log.database;
    await foundAcme();
    await inviteBob();
    await happen(ofPerson, {
      type: "InviteEmailFailed",
      data: { sendingId: id(50), failedAt: at },
      personal: { reason: "no such mailbox: bob@example.com" },
    });
    expect(await memberNow()).toMatchObject({ email: bob.email, invite: { status: "FAILED" } });
    const erasure = { type: "PersonalDataErased" } as StoredRecord;
    await directory.setAside?.(session.client, userStream(person), erasure);
    await expectShownToHold(pool);
    const { rows } = await pool.query("select shown from members");
    expect(JSON.stringify(rows)).not.toMatch(/bob/i);
  });
});

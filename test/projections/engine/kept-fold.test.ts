/** Rows in memory: a batch is one round trip, and no row outlives what makes it untrue. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import {
  memberStream,
  organizationStream,
  solutionStream,
  userStream,
} from "../../../src/domain/streams.ts";
import type { StoredRecord } from "../../../src/eventstore/port.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { beginCheckpoint, moveCheckpoint } from "../../../src/projections/engine/checkpoint.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { createFreshRows, type FreshRows } from "../../../src/projections/engine/fresh-rows.ts";
import { createKeptFold, type KeptFold } from "../../../src/projections/engine/kept-fold.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { pairId } from "../../../src/projections/engine/working-set.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import {
  ada,
  inviteAccepted,
  invited,
  registered,
  roleChanged,
  solutionDeleted,
} from "../../support/story.ts";

const person = id(2);
const organization = id(7);
const member = memberStream(organization, person);

let log: EventLog;
let session: DatabaseSession;
let kept: KeptFold;
let fresh: FreshRows;
let position: bigint;

beforeEach(async () => {
  log = await openLog();
  session = await openDatabaseSession(log.parts.connection);
  await beginCheckpoint(session.client, directory.name, directory.version);
  fresh = createFreshRows();
  kept = createKeptFold(directory, session.client, fresh);
  position = 0n;
  await log.write(userStream(person), registered(ada));
  await log.write(member, invited(ada), inviteAccepted);
  expect(await fold()).toBe(true);
});

afterEach(async () => {
  await session.close();
  await log.close();
});

async function written(): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of log.store.readAll(position)) records.push(...batch);
  return records;
}

/** Folds what is new. False if nothing was written. */
async function fold(): Promise<boolean> {
  const records = await written();
  const { position: reached, id: eventId } = records.at(-1) ?? { position };
  const batch = await log.codec.decode(records);
  const isFolded = await kept.fold(position, { position: reached, eventId }, batch);
  if (isFolded) position = reached;
  return isFolded;
}

/** The other way, after `fold` has written nothing. */
async function foldByApply(): Promise<void> {
  const records = await written();
  const { position: reached, id: eventId } = records.at(-1) ?? { position };
  await directory.apply(await log.codec.decode(records), session.client, records);
  await moveCheckpoint(session.client, directory, position, { position: reached, eventId });
  position = reached;
}

const become = (from: OrganizationRole, to: OrganizationRole): Promise<bigint> =>
  log.write(member, roleChanged(from, to));

async function standing(): Promise<unknown> {
  const { rows } = await log.database.pool.query(
    `select role, position from members, projection_checkpoints c where c.name = 'directory'`,
  );
  return rows[0];
}

/** Folds what is new, and lists the statements by their names. */
async function sentByFold(): Promise<unknown[]> {
  const query = vi.spyOn(session.client, "query");
  expect(await fold()).toBe(true);
  return query.mock.calls.map(([first]) => {
    const { name } = Object(first) as { name?: string };
    return name ?? first;
  });
}

test("a batch whose rows are known is sent at once and loads nothing", async () => {
  await become("USER", "ADMIN");
  const sent = await sentByFold();
  expect(sent).toEqual(["begin", "move checkpoint or raise", "write members", "commit"]);
  expect(await standing()).toEqual({ role: "ADMIN", position });
});

test("a role change, which changes no count, loads its member alone", async () => {
  kept = createKeptFold(directory, session.client, fresh);
  await become("USER", "ADMIN");
  const loads = (await sentByFold()).filter((name) => String(name).startsWith("load "));
  expect(loads).toEqual(["load members"]);
  expect(await standing()).toEqual({ role: "ADMIN", position });
});

describe("rows are not used", () => {
  /** The next batch is undone; what is folded afterwards builds on what the tables have. */
  async function expectForgotten(): Promise<void> {
    const before = await standing();
    await become("CREATOR", "ADMIN");
    expect(await fold()).toBe(false);
    expect(await standing()).toEqual(before);
    await foldByApply();
    await log.database.pool.query("update members set last_name = 'In the table'");
    await become("ADMIN", "USER");
    expect(await fold()).toBe(true);
    expect(await standing()).toEqual({ role: "USER", position });
    const { rows } = await log.database.pool.query("select last_name from members");
    expect(rows).toEqual([{ last_name: "In the table" }]);
  }

  test("after somebody else has written the checkpoint, even at the same position", async () => {
    await session.client.query("update projection_checkpoints set position = position");
    await expectForgotten();
  });

  test("after a rebuild was switched in", async () => {
    await log.database.pool.query("update members set role = 'OWNER'");
    await rebuild({ ...log.parts, projection: directory });
    expect(await standing()).toEqual({ role: "USER", position });
    await expectForgotten();
  });

  test("after a statement has failed", async () => {
    const { pool } = log.database;
    await pool.query("alter table members add constraint no_admin check (role <> 'ADMIN')");
    const before = await standing();
    await become("USER", "ADMIN");
    expect(await fold()).toBe(false);
    expect(await standing()).toEqual(before);
    await pool.query("alter table members drop constraint no_admin");
    expect(await fold()).toBe(true);
    expect(await standing()).toEqual({ role: "ADMIN", position });
  });
});

test("nothing of a batch is written if one of its rows cannot be printed", async () => {
  const { metadata = "" } = (await log.store.readStream(member)).at(-1) ?? {};
  const before = await standing();
  await log.write(userStream(id(3)), registered(ada));
  // A stored event without the role that its schema demands.
  const broken = { id: id(99), type: "OrgRoleChanged", data: '{"from":"USER"}', metadata };
  await log.store.append(member, "any", [broken]);
  const query = vi.spyOn(session.client, "query");
  expect(await fold()).toBe(false);
  expect(query.mock.calls.map(([sent]) => sent)).not.toContain("commit");
  expect(await standing()).toEqual(before);
  await expect(foldByApply()).rejects.toThrow("does not fit what the API shows");
});

describe("left to `apply` is", () => {
  test("everything while something is set aside", async () => {
    const insert = `insert into projection_set_aside
      values ($1, 'directory', 1, gen_random_uuid(), 'X', 'x', null, now())`;
    await log.database.pool.query(insert, [organizationStream(organization)]);
    await become("USER", "ADMIN");
    expect(await fold()).toBe(false);
    await log.database.pool.query("delete from projection_set_aside");
    expect(await fold()).toBe(true);
  });

  test("an event that is followed by a statement of its own", async () => {
    await log.write(solutionStream(id(9)), solutionDeleted(organization));
    expect(await fold()).toBe(false);
  });
});

test("of two leaders, the one that was replaced writes nothing", async () => {
  const former = await openDatabaseSession(log.parts.connection);
  const formerFold = createKeptFold(directory, former.client);
  await become("USER", "ADMIN");
  const [record] = await written();
  const events = await log.codec.decode(record === undefined ? [] : [record]);
  const to = { position: position + 1n, eventId: record?.id };
  expect(await fold()).toBe(true);
  expect(await formerFold.fold(to.position - 1n, to, events)).toBe(false);
  expect(await standing()).toEqual({ role: "ADMIN", position });
  await former.close();
});

describe("the row with which a command answers", () => {
  const membership = pairId(organization, person);
  const roleAt = (asked: bigint): unknown => fresh.at(membership, asked);

  test("is the one that was committed, and stays so while the next batch is folded", async () => {
    const first = await become("USER", "ADMIN");
    expect(await fold()).toBe(true);
    const row = fresh.at(membership, first);
    expect(row).toMatchObject({ role: "ADMIN", organization_id: organization, user_id: person });
    expect(roleAt(first + 1n)).toBeUndefined();
    const second = await become("ADMIN", "CREATOR");
    expect(await fold()).toBe(true);
    expect(row).toMatchObject({ role: "ADMIN" });
    expect(roleAt(first)).toMatchObject({ role: "CREATOR" });
    expect(roleAt(second)).toMatchObject({ role: "CREATOR" });
  });

  test("is never one of a batch that failed, or from before it", async () => {
    await log.database.pool.query(
      "alter table members add constraint no_admin check (role <> 'ADMIN')",
    );
    const end = position;
    const written = await become("USER", "ADMIN");
    expect(await fold()).toBe(false);
    expect([roleAt(end), roleAt(written)]).toEqual([undefined, undefined]);
  });

  test("is there for the latest thousand", () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => [id(index), { index }] as const);
    fresh.add(7n, rows);
    expect([fresh.at(id(0), 7n), fresh.at(id(1), 7n)]).toEqual([undefined, { index: 1 }]);
  });
});

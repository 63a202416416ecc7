/**
 * An event that cannot be folded sets aside its organization or person: everybody else is folded on, what is
 * held back is folded once it can be, and then the tables are those of a log without the trouble.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import {
  categoryOf,
  emailStream,
  memberStream,
  notificationStream,
  organizationStream,
  sessionStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../../src/domain/streams.ts";
import type { Position } from "../../../src/eventstore/port.ts";
import { audit, auditWithin } from "../../../src/projections/audit/audit.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import type { GroupParts } from "../../../src/projections/engine/rollout.ts";
import { failedGroup, retry, skip } from "../../../src/projections/engine/operate.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { findDisagreement } from "../../../src/projections/engine/same-store.ts";
import { keyOf, listSetAside, maxPoisonEvents } from "../../../src/projections/engine/set-aside.ts";
import { createStanding } from "../../../src/projections/engine/standing.ts";
import { RebuildFailed } from "../../../src/projections/engine/switch-tables.ts";
import { projections } from "../../../src/service/features.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { scopeOf } from "../../support/scopes.ts";
import { failingAt, poisonedBy } from "../../support/poison.ts";
import * as story from "../../support/story.ts";

let log: EventLog;
const groups: ProjectionGroup[] = [];

beforeEach(async () => {
  log = await openLog();
});

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.stop()));
  await log.close();
});

function startGroup(projection: Projection, parts: Partial<GroupParts> = {}): ProjectionGroup {
  const group = createProjectionGroup({ projection, ...log.parts, ...parts });
  groups.push(group);
  group.start();
  return group;
}

/** Ada founded A and is a member of B. Bob founded B and C. */
const [ada, bob, carl] = [id(2), id(3), id(4)];
const [a, b, c] = [id(101), id(102), id(103)];
const keyA = organizationStream(a);
const keyAda = userStream(ada);

interface Written {
  readonly stream: string;
  readonly organizationId?: string;
  readonly subjectId?: string;
  readonly event: DomainEvent;
}

let count = 0;

async function write(
  { organizationId, subjectId, stream, event }: Written,
  minutes = 0,
): Promise<Position> {
  count += 1;
  const metadata = {
    occurredAt: new Date(Date.UTC(2026, 1, 1, 0, minutes)).toISOString(),
    organizationId,
    subjectId,
    actor: { userId: subjectId ?? bob, via: "SESSION" as const },
    correlationId: id(0),
  };
  const records = await log.codec.encode(stream, [
    { event, eventId: id(700_000 + count), metadata },
  ]);
  return (await log.store.append(stream, "any", records)).position;
}

const ofPerson = (userId: string, stream: string, event: DomainEvent): Written => ({
  stream,
  subjectId: userId,
  event,
});
const ofMember = (organizationId: string, userId: string, event: DomainEvent): Written => ({
  stream: memberStream(organizationId, userId),
  organizationId,
  subjectId: userId,
  event,
});
const inOrganization = (organizationId: string, stream: string, event: DomainEvent): Written => ({
  stream,
  organizationId,
  event,
});

const founded = (organizationId: string, founder: string): Written[] => [
  ofMember(organizationId, founder, story.memberFounded),
  inOrganization(
    organizationId,
    organizationStream(organizationId),
    story.organizationFounded(founder),
  ),
];
const joined = (organizationId: string, userId: string, digest: string): Written[] => [
  ofMember(organizationId, userId, story.invited(story.ada)),
  ofMember(organizationId, userId, story.inviteIssued(id(800), digest)),
  ofMember(organizationId, userId, story.inviteAccepted),
];
const notified = (organizationId: string, number: number): Written => ({
  stream: notificationStream(id(number)),
  organizationId,
  subjectId: bob,
  event: {
    type: "NotificationRequested",
    data: { scope: "ORG", startAt: story.at },
    personal: { title: "Hello", text: "there" },
  },
});
const loggedIn = (userId: string, number: number): Written =>
  ofPerson(userId, sessionStream(id(number)), {
    type: "UserLoggedIn",
    data: { method: "CODE" },
  });
const renamed = (userId: string, name: string): Written =>
  ofPerson(userId, userStream(userId), {
    type: "ProfileChanged",
    data: {},
    personal: { name },
  });

const poisonOfA = solutionStream(id(31));
const poisonOfAda = sessionStream(id(41));

const wholeStory: readonly Written[] = [
  ofPerson(ada, userStream(ada), story.registered(story.ada)),
  ofPerson(bob, userStream(bob), story.registered(story.bob)),
  ofPerson(carl, userStream(carl), story.registered({ ...story.bob, email: "carl@example.com" })),
  ...founded(a, ada),
  ...founded(b, bob),
  ...founded(c, bob),
  ...joined(b, ada, "1"),
  ofMember(a, carl, story.invited(story.bob)),
  ofMember(a, carl, story.inviteIssued(id(801), "2")),
  notified(a, 51),
  loggedIn(ada, 40),
  inOrganization(a, poisonOfA, story.solutionRegistered(a, ada)),
  loggedIn(ada, 41),
  // What follows depends on what is held back: last activity, names, counts.
  ofMember(a, carl, story.inviteAccepted),
  ofMember(a, carl, story.assigned(id(31))),
  renamed(ada, "Countess"),
  renamed(carl, "Carl"),
  loggedIn(carl, 42),
  loggedIn(ada, 43),
  inOrganization(b, solutionStream(id(32)), story.solutionRegistered(b, bob)),
  ofMember(b, ada, story.assigned(id(32))),
  ...joined(c, carl, "3"),
  notified(b, 52),
  notified(a, 53),
  ofMember(a, ada, story.roleChanged("OWNER", "USER")),
];

async function writeStory(): Promise<Position> {
  let last = 0n;
  for (const [minutes, written] of wholeStory.entries()) last = await write(written, minutes);
  return last;
}

/** The projection as if the keys had no events. */
function without(
  { name, version, tables, readsPersonal = false, apply }: Projection,
  keys: readonly string[],
): Projection {
  return {
    name,
    version,
    tables,
    readsPersonal,
    apply: (batch, client, records) => {
      const kept = records.map((record) => !keys.includes(keyOf(record) ?? ""));
      return apply(
        batch.filter((_, index) => kept[index]),
        client,
        records.filter((_, index) => kept[index]),
      );
    },
  };
}

type Tables = Record<string, string[]>;

async function dump(
  { tables }: Projection,
  about = (_row: string): boolean => true,
): Promise<Tables> {
  const found: Tables = {};
  for (const table of tables) {
    const { rows } = await log.database.pool.query<{ row: object }>(
      `select to_jsonb(t) as row from ${table} t`,
    );
    found[table] = rows
      .map(({ row }) => JSON.stringify(row))
      .filter(about)
      .toSorted();
  }
  return found;
}

const run = (projection: Projection) => rebuild({ ...log.parts, projection });
const keysOf = async ({ name }: Projection) =>
  (await listSetAside(log.database.pool, name, 100)).map(({ key }) => key).toSorted();
const error = new Error("cannot fold this one");

describe.each(projections.map((projection) => [projection.name, projection] as const))(
  "%s sets aside",
  (_, projection) => {
    const countHeld = async () =>
      (
        await log.database.pool.query("select 1 from projection_held_back where name = $1", [
          projection.name,
        ])
      ).rowCount;

    test("an organization: everybody else's rows are those of a log without it, and the rest follows", async () => {
      await writeStory();
      await run(projection);
      const clean = await dump(projection);
      await run(without(projection, [keyA]));
      // The states of people name the logs that have their last change, and so A. Notification 51 is A's.
      const others = (row: string): boolean =>
        ![a, '"told":["', id(51)].some((part) => row.includes(part));
      const expected = await dump(projection, others);

      await run(failingAt(projection, poisonOfA, error));
      expect(await keysOf(projection)).toEqual([keyA]);
      expect(await dump(projection, others)).toEqual(expected);
      expect(await countHeld()).toBe(5);

      await run(projection);
      expect(await dump(projection)).toEqual(clean);
      expect(await keysOf(projection)).toEqual([]);
      expect(await countHeld()).toBe(0);
    });

    test("a person: the tables are right again once the event can be folded", async () => {
      await writeStory();
      await run(projection);
      const clean = await dump(projection);
      const ofOthers = (row: string): boolean => row.includes(c) && !row.includes(ada);
      const expected = await dump(projection, ofOthers);

      await run(failingAt(projection, poisonOfAda, error));
      const logs = projection === audit ? [keyA, organizationStream(b)] : [];
      expect(await keysOf(projection)).toEqual([...logs, keyAda].toSorted());
      expect(await dump(projection, ofOthers)).toEqual(expected);

      await run(projection);
      expect(await dump(projection)).toEqual(clean);
      expect(await keysOf(projection)).toEqual([]);
    });
  },
);

test.each([
  ["one by one", audit],
  ["page by page", auditWithin(1)],
])(
  "a log that is set aside stays as it was when a member changes, folded %s",
  async (_, folded) => {
    await writeStory();
    const poisoned = failingAt(folded, poisonOfA, error);
    await run(poisoned);
    const size = async (organizationId: string) => {
      const { rows } = await log.database.pool.query<{ size: number }>(
        "select size from audit_logs where organization_id = $1",
        [organizationId],
      );
      return rows[0]?.size ?? 0;
    };
    const [frozen, before] = [await size(a), await size(b)];
    const group = startGroup(poisoned);
    // Ada is an active member of both.
    const last = await write(renamed(ada, "Ada again"), 90);
    expect(await group.waitFor(last, patience)).toBe(true);
    expect(await size(a)).toBe(frozen);
    expect(await size(b)).toBe(before + 1);
  },
);

test("an organization that a set-aside person joins later has its log set aside, too", async () => {
  await writeStory();
  await run(failingAt(audit, poisonOfAda, error));
  expect(await keysOf(audit)).not.toContain(organizationStream(c));
  for (const written of joined(c, ada, "4")) await write(written, 100);
  const group = startGroup(audit);
  expect(await group.waitFor(await write(notified(c, 60), 101), patience)).toBe(true);
  expect(await keysOf(audit)).not.toContain(organizationStream(c));
  expect(await group.waitFor(await write(loggedIn(ada, 45), 102), patience)).toBe(true);
  expect(await keysOf(audit)).toContain(organizationStream(c));
});

describe("a group that sets a person aside", () => {
  const poison = id(13);
  const nameOf = async (userId: string) =>
    (await readUser(log.database.pool, scopeOf(userId)))?.name;

  async function writeAround(): Promise<readonly [Position, Position]> {
    await log.write(userStream(id(12)), story.registered(story.ada));
    const at = await log.write(userStream(poison), story.registered(story.bob));
    const after = await log.write(userStream(id(14)), story.registered(story.ada));
    return [at, after];
  }

  test("goes on, and every instance knows before it shows the position", async () => {
    const both = [startGroup(poisonedBy(poison)), startGroup(poisonedBy(poison))];
    const [at, after] = await writeAround();
    for (const group of both) {
      expect(await group.waitFor(at, patience)).toBe(true);
      expect(group.hasSetAside()).toBe(true);
      expect(await group.isHeldBack(at)).toBe(true);
      expect(await group.waitFor(after, patience)).toBe(true);
      expect(await group.isHeldBack(after)).toBe(false);
      expect(group.isStopped()).toBe(false);
      const { failure, setAside } = await group.status();
      expect(failure).toBeUndefined();
      expect(setAside).toMatchObject([
        {
          key: userStream(poison),
          position: at,
          error: "Error: cannot fold this one",
          program: "1.0.0",
        },
      ]);
    }
    expect(await nameOf(poison)).toBeUndefined();
    expect(await nameOf(id(14))).toBe("Ada Lovelace");
    expect(await failedGroup(log.database.pool)).toBe("directory");
  });

  test("holds back what the person does later, and folds it all after a rebuild, at whatever position", async () => {
    const [at, after] = await writeAround();
    const poisoned = poisonedBy(poison);
    const group = startGroup(poisoned);
    expect(await group.waitFor(after, patience)).toBe(true);
    poisoned.apply = directory.apply;
    const held = await log.write(tokenStream(`${id(900).slice(0, -3)}013`), {
      type: "TokenDeleted",
      data: {},
    });
    expect(await group.waitFor(held, patience)).toBe(true);
    expect(await group.isHeldBack(held)).toBe(true);
    expect(await retry(log.database.pool, "directory")).toBeUndefined();
    // The group is idle: its checkpoint stands where the rebuild's does.
    expect((await run(directory)).position).toBe(held);
    expect(await nameOf(poison)).toBe("Bob Builder");
    const next = await log.write(userStream(poison), {
      type: "ProfileChanged",
      data: {},
      personal: { name: "Robert" },
    });
    expect(await group.waitFor(next, patience)).toBe(true);
    expect(await nameOf(poison)).toBe("Robert");
    expect(await group.isHeldBack(at)).toBe(false);
    expect((await group.status()).setAside).toEqual([]);
  });

  test("records all of it or nothing, if it is interrupted", async () => {
    let tries = 0;
    const interrupted: Projection = {
      ...poisonedBy(poison),
      async setAside() {
        tries += 1;
        if (tries > 1) return undefined;
        await log.database.administer(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name like 'muster projections%' and datname = $1`,
          ["database" in log.parts.connection ? log.parts.connection.database : ""],
        );
        return undefined;
      },
    };
    const [at, after] = await writeAround();
    const group = startGroup(interrupted);
    expect(await group.waitFor(after, patience)).toBe(true);
    expect(tries).toBe(2);
    const { rows } = await log.database.pool.query("select position from projection_held_back");
    expect(rows).toEqual([{ position: at }]);
    expect((await group.status()).setAside).toHaveLength(1);
  });

  test("leaves out a skipped event, and folds the others of the person", async () => {
    const [at, after] = await writeAround();
    const later = await log.write(emailStream("x"), {
      type: "EmailClaimed",
      data: { userId: poison },
    });
    const group = startGroup(poisonedBy(poison));
    expect(await group.waitFor(later, patience)).toBe(true);
    const { pool } = log.database;
    const wrong = skip(pool, "directory", { position: after, by: "ops", reason: "a slip" });
    await expect(wrong).rejects.toThrow(`failed at position ${at}, not ${after}`);
    const skipped = await skip(pool, "directory", { position: at, by: "ops", reason: "known" });
    expect(skipped).toMatchObject({ position: at, isSetAside: true });
    await run(poisonedBy(poison));
    expect((await group.status()).setAside).toEqual([]);
  });

  test("is tried again by a newer program without an operator", async () => {
    const [, after] = await writeAround();
    const older = startGroup(poisonedBy(poison));
    expect(await older.waitFor(after, patience)).toBe(true);
    await older.stop();
    const newer = startGroup(directory, { program: "1.1.0" });
    await eventually(async () => expect((await newer.status()).setAside).toEqual([]));
    expect(await nameOf(poison)).toBe("Bob Builder");
  });

  test("is not followed by an older program, which would fold onto the gap", async () => {
    const [at, after] = await writeAround();
    const group = startGroup(poisonedBy(poison));
    expect(await group.waitFor(after, patience)).toBe(true);
    // Programs before 0.2.0 neither lead nor write while this row exists.
    const failures = "select name, position from projection_failures";
    expect((await log.database.pool.query(failures)).rows).toEqual([
      { name: "directory", position: at },
    ]);
    await run(poisonedBy(poison));
    expect((await log.database.pool.query(failures)).rowCount).toBe(1);
    await run(directory);
    expect((await log.database.pool.query(failures)).rowCount).toBe(0);
  });
});

test("a projection stops when more is to be set aside than events alone can explain", async () => {
  const failing: Projection = {
    ...poisonedBy("nobody"),
    async apply(batch, client, records) {
      if (batch.some(({ stream }) => categoryOf(stream) === "user")) throw error;
      await directory.apply(batch, client, records);
    },
  };
  const positions: Position[] = [];
  for (let number = 0; number <= maxPoisonEvents; number += 1) {
    positions.push(await log.write(userStream(id(1000 + number)), story.registered(story.bob)));
  }
  const group = startGroup(failing);
  await eventually(async () => expect((await group.status()).failure).toBeDefined());
  const { failure, position, setAside } = await group.status();
  expect(setAside).toHaveLength(maxPoisonEvents);
  expect(failure?.position).toBe(positions[maxPoisonEvents]);
  expect(position).toBe(positions[maxPoisonEvents - 1]);
  await expect(run(failing)).rejects.toThrow(RebuildFailed);
});

test("a projection stops if it cannot hide what it sets aside", async () => {
  const position = await log.write(userStream(id(13)), story.registered(story.bob));
  const group = startGroup({
    ...poisonedBy(id(13)),
    setAside: () => Promise.reject(new Error("cannot hide it")),
  });
  await eventually(async () => expect((await group.status()).failure?.position).toBe(position));
  expect((await group.status()).setAside).toEqual([]);
});

test("a late announcement does not undo what an instance knows to be set aside", () => {
  const standing = createStanding(directory, "1.0.0");
  standing.reach({ position: 124n, hasSetAside: true });
  standing.reach({ position: 123n, hasSetAside: false });
  expect(standing.hasSetAside()).toBe(true);
  standing.reach({ position: 124n, hasSetAside: false });
  expect(standing.hasSetAside()).toBe(false);
});

test("an event store that begins with such an event is still known again", async () => {
  const position = await log.write(userStream(id(13)), story.registered(story.bob));
  const group = startGroup(poisonedBy(id(13)));
  expect(await group.waitFor(position, patience)).toBe(true);
  const { pool } = log.database;
  const { rows } = await pool.query("select first_position from event_store_identity");
  expect(rows).toEqual([{ first_position: position }]);
  expect(await findDisagreement(pool, log.store)).toBeUndefined();
});

test("an event of which nobody can say whose it is stops the projection", async () => {
  const position = await log.write(solutionStream(id(31)), story.solutionRegistered(a, ada));
  const group = startGroup(failingAt(directory, solutionStream(id(31)), error));
  await eventually(async () => expect((await group.status()).failure?.position).toBe(position));
  expect((await group.status()).setAside).toEqual([]);
});

/**
 * What a fold reads in a rebuild depends on the events, not on how much the tables hold already: it finds its
 * rows by the indexes that a rebuild has from its beginning. PostgreSQL counts the blocks that are touched.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import {
  memberStream,
  notificationStream,
  organizationStream,
  readingStream,
  sessionStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../../src/domain/streams.ts";
import { addMinutes } from "../../../src/domain/time.ts";
import { closed, type RecordedEvent } from "../../../src/eventstore/codec.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { analyzeGrownShadows } from "../../../src/projections/engine/grown-tables.ts";
import { createShadowTables, shadowSchema } from "../../../src/projections/engine/tables.ts";
import { projections } from "../../../src/service/features.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { id } from "../../support/event-log.ts";
import { storedOf } from "../../support/history.ts";
import {
  ada,
  assigned,
  at,
  inviteAccepted,
  invited,
  inviteIssued,
  later,
  memberFounded,
  memberRemoved,
  organizationFounded,
  registered,
  roleChanged,
  solutionDeleted,
  solutionRegistered,
} from "../../support/story.ts";

const few = 800;
const many = 3_200;
const peoplePerOrganization = 5;

let database: TestDatabase;
let session: DatabaseSession;
/** Keeps all dead rows. PostgreSQL removes them as soon as no snapshot needs them, which depends on other sessions. */
let onlooker: DatabaseSession | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  const settings = { idle_in_transaction_session_timeout: "0" };
  onlooker = await openDatabaseSession(database.connection, { settings });
  await onlooker.client.query("begin isolation level repeatable read");
  await onlooker.client.query("select 1");
});
afterAll(async () => {
  await onlooker?.close();
  await database.drop();
});

const organizationOf = (person: number) =>
  id(90_000_000 + Math.floor(person / peoplePerOrganization));
const userOf = (person: number) => id(10_000_000 + person);
const invitedBy = (person: number) => id(20_000_000 + person);
const solutionOf = (person: number) => id(30_000_000 + person);
const tokenOf = (person: number) => id(40_000_000 + person);
const notificationOf = (person: number) => id(70_000_000 + person);
const ownMember = (person: number) => memberStream(organizationOf(person), userOf(person));

/** Writes events in order, as they would be recorded. */
function openHistory() {
  const events: RecordedEvent[] = [];
  const revisions = new Map<string, number>();
  return {
    events,
    write(stream: string, person: number, written: readonly DomainEvent[], subject = userOf) {
      const isOfPerson = /^(?:user|session|token)-/.test(stream);
      for (const event of written) {
        const revision = (revisions.get(stream) ?? -1) + 1;
        revisions.set(stream, revision);
        events.push({
          ...event,
          eventId: id(50_000_000 + events.length),
          schemaVersion: 1,
          stream,
          revision,
          position: BigInt(events.length + 1),
          metadata: {
            ...(isOfPerson ? {} : { organizationId: organizationOf(person) }),
            occurredAt: addMinutes(at, events.length),
            subjectId: subject(person),
            actor: { userId: userOf(person), role: "ADMIN", via: "SESSION" },
            correlationId: id(0),
          },
        });
      }
    },
  };
}
type History = ReturnType<typeof openHistory>;

/** Everybody has a solution and a token, has asked for a notification, and has invited somebody. */
function join({ write }: History, person: number): void {
  const organizationId = organizationOf(person);
  const digest = person.toString(16).padStart(8, "0");
  write(userStream(userOf(person)), person, [registered(ada)]);
  if (person % peoplePerOrganization === 0) {
    write(ownMember(person), person, [memberFounded]);
    write(organizationStream(organizationId), person, [organizationFounded(userOf(person))]);
  } else {
    write(ownMember(person), person, [
      invited(ada),
      inviteIssued(id(60_000_000 + person), `a${digest}`),
      inviteAccepted,
    ]);
  }
  write(solutionStream(solutionOf(person)), person, [
    solutionRegistered(organizationId, userOf(person)),
  ]);
  write(ownMember(person), person, [assigned(solutionOf(person))]);
  write(tokenStream(tokenOf(person)), person, [
    {
      type: "TokenIssued",
      data: {
        userId: userOf(person),
        digest: `c${digest}`.repeat(8).slice(0, 64),
        scopes: ["users:view"],
        expiresAt: later,
        leaseExpiresAt: later,
      },
      personal: { name: "laptop" },
    },
  ]);
  write(notificationStream(notificationOf(person)), person, [
    {
      type: "NotificationRequested",
      data: { scope: "ORG", startAt: later },
      personal: { text: "A text of some length, so that a block has few of them. ".repeat(20) },
    },
    { type: "NotificationDelivered", data: { userIds: [userOf(person)] } },
  ]);
  const other = memberStream(organizationId, invitedBy(person));
  const issued = inviteIssued(id(80_000_000 + person), `b${digest}`);
  write(other, person, [invited(ada), issued], invitedBy);
}

type Change = (history: History, person: number) => void;

/** What happens to a person later. */
const changes: Readonly<Record<string, Change>> = {
  "a new name": ({ write }, person) =>
    write(userStream(userOf(person)), person, [
      { type: "ProfileChanged", data: {}, personal: { lastName: "Hopper" } },
    ]),
  "a log-in": ({ write }, person) =>
    write(sessionStream(id(3)), person, [{ type: "UserLoggedIn", data: { method: "CODE" } }]),
  "the use of a token": ({ write }, person) =>
    write(tokenStream(tokenOf(person)), person, [
      { type: "TokenUsed", data: { usedAt: at, recordedAt: at, leaseExpiresAt: later } },
    ]),
  "a role, a removal, an invitation": ({ write }, person) =>
    write(ownMember(person), person, [roleChanged("USER", "CREATOR"), memberRemoved, invited(ada)]),
  "an accepted invitation": ({ write }, person) =>
    write(memberStream(organizationOf(person), invitedBy(person)), person, [inviteAccepted]),
  "the end of a solution": ({ write }, person) =>
    write(solutionStream(solutionOf(person)), person, [solutionDeleted(organizationOf(person))]),
  "a notification that is sent and read": ({ write }, person) => {
    const pushed = { pushed: [userOf(person)], failed: [] };
    write(notificationStream(notificationOf(person)), person, [
      { type: "NotificationDelivered", data: { userIds: [invitedBy(person)] } },
      { type: "PushesRecorded", data: pushed },
      { type: "NotificationSent", data: { recipients: 2 } },
    ]);
    write(readingStream(notificationOf(person), userOf(person)), person, [
      { type: "NotificationRead", data: { readAt: at } },
    ]);
  },
  "an erasure": ({ write }, person) =>
    write(userStream(userOf(person)), person, [{ type: "PersonalDataErased", data: {} }]),
  "the end of an organization": ({ write }, person) =>
    write(organizationStream(organizationOf(person)), person, [
      { type: "OrganizationDeleted", data: {} },
    ]),
};

async function fold(projection: Projection, events: readonly RecordedEvent[]): Promise<void> {
  const { client } = session;
  const gathering = projection.gather?.(client);
  for (let start = 0; start < events.length; start += 500) {
    const batch = events.slice(start, start + 500);
    const records = batch.map(storedOf);
    const read = projection.readsPersonal === true ? batch : batch.map(closed);
    if (gathering === undefined) await projection.apply(read, client, records);
    else await gathering.fold(read, records);
  }
  await gathering?.finish();
}

/** An organization, for the event of a member; and a person, for their erasure. */
async function setAside(projection: Projection, { write, events }: History, person: number) {
  write(ownMember(person), person, [roleChanged("USER", "ADMIN")]);
  write(userStream(userOf(person + peoplePerOrganization)), person + peoplePerOrganization, [
    { type: "PersonalDataErased", data: {} },
  ]);
  const [changed, erased] = events.slice(-2).map(storedOf);
  if (changed === undefined || erased === undefined) throw new Error("nothing was written");
  const { client } = session;
  await projection.setAside?.(client, organizationStream(organizationOf(person)), changed);
  await projection.setAside?.(client, erased.stream, erased);
}

async function blocksTouched(projection: Projection): Promise<number> {
  await session.client.query("select pg_stat_force_next_flush()");
  await session.client.query("select 1");
  const { rows } = await session.client.query<{ blocks: string }>(
    `select coalesce(sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read), 0) as blocks
     from pg_statio_all_tables where schemaname = $1`,
    [shadowSchema(projection.name)],
  );
  return Number(rows[0]?.blocks);
}

/** @returns the blocks that each change touches when so many people have joined before */
async function blocksOfChanges(projection: Projection, people: number) {
  session = await openDatabaseSession(database.connection, {
    settings: {
      search_path: `${shadowSchema(projection.name)}, public`,
      // As PostgreSQL does for a statement that was run often.
      plan_cache_mode: "force_generic_plan",
    },
  });
  try {
    await createShadowTables(session.client, projection);
    for (const table of projection.tables) {
      // The blocks that a vacuum reads are counted, too.
      await session.client.query(`alter table ${table} set (autovacuum_enabled = off)`);
    }
    const history = openHistory();
    for (let person = 0; person < people; person += 1) join(history, person);
    await fold(projection, history.events);
    await analyzeGrownShadows(session.client, projection);
    const blocks: Record<string, number> = {};
    const names = Object.keys(changes);
    // Each in an organization of its own.
    const personOf = (index: number) => peoplePerOrganization * index + 2;
    const playNamed = async (name: string, person: number) => {
      const folded = history.events.length;
      changes[name]?.(history, person);
      await fold(projection, history.events.slice(folded));
    };
    const count = async (name: string, play: (person: number) => Promise<void>, index: number) => {
      // The first time, PostgreSQL plans, and looks into tables for it.
      await play(personOf(index + names.length + 1));
      const before = await blocksTouched(projection);
      await play(personOf(index));
      blocks[name] = (await blocksTouched(projection)) - before;
    };
    for (const [index, name] of names.entries()) {
      await count(name, (person) => playNamed(name, person), index);
    }
    await count(
      "what is set aside",
      (person) => setAside(projection, history, person),
      names.length,
    );
    return blocks;
  } finally {
    await session.close();
  }
}

test("the indexes by which a fold finds rows are there, and on its tables", async () => {
  const { rows } = await database.pool.query<{ index: string; table: string }>(
    "select indexname as index, tablename as table from pg_indexes where schemaname = 'public'",
  );
  const tableOf = new Map(rows.map(({ index, table }) => [index, table]));
  for (const { foldIndexes = [], tables } of projections) {
    for (const index of foldIndexes) expect(tables, index).toContain(tableOf.get(index));
  }
});

test.for(projections.map((projection) => [projection.name, projection] as const))(
  "%s touches as many blocks for a change, however many people there are",
  async ([, projection]) => {
    const small = await blocksOfChanges(projection, few);
    const large = await blocksOfChanges(projection, many);
    expect(onlooker?.lost.aborted).toBe(false);
    for (const [name, blocks] of Object.entries(large)) {
      expect(blocks, name).toBeLessThan((small[name] ?? 0) * 1.2 + 10);
    }
  },
);

/**
 * The projection `audit`: its tables do not depend on the batches, and its roles at any instant are those of
 * a simple fold of the raw events up to that instant.
 */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberStream, organizationStream, solutionStream } from "../../../src/domain/streams.ts";
import type { Reviewed } from "../../../src/audit/access-review.ts";
import { leafHash, treeOf } from "../../../src/audit/merkle.ts";
import type { AuditRecord } from "../../../src/audit/record.ts";
import type { RoleChangeLine } from "../../../src/audit/bundle/tables.ts";
import { createReplay, type MemberRoleChange } from "../../../src/audit/replay.ts";
import type { DomainEvent } from "../../../src/domain/catalogue.ts";
import type { RecordedEvent } from "../../../src/eventstore/codec.ts";
import { analyzeGrownTables } from "../../../src/projections/engine/grown-tables.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { audit, auditWithin } from "../../../src/projections/audit/audit.ts";
import { positionAt } from "../../../src/projections/audit/queries/entries.ts";
import { readRoleChanges } from "../../../src/projections/audit/queries/role-changes.ts";
import { readMembersAt } from "../../../src/projections/audit/queries/members-at.ts";
import { listRoleHistory } from "../../../src/projections/audit/queries/roles.ts";
import { treeHead } from "../../../src/projections/audit/queries/tree.ts";
import {
  openDatabaseSession,
  type DatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { histories, storedOf } from "../../support/history.ts";
import { id } from "../../support/event-log.ts";
import { batches } from "../../support/directory-tables.ts";
import { effort } from "../../support/effort.ts";

let database: TestDatabase;
let session: DatabaseSession;

beforeAll(async () => {
  database = await createTestDatabase();
  session = await openDatabaseSession(database.connection);
});

afterAll(async () => {
  await session.close();
  await database.drop();
});

const organizations = [id(101), id(102)];

async function applyAll(
  events: readonly RecordedEvent[],
  sizes: readonly number[] = [50],
  projection = audit,
) {
  await session.client.query(`truncate ${audit.tables.join(", ")}`);
  for (const batch of batches(events, sizes)) {
    await projection.apply(batch, session.client, batch.map(storedOf));
  }
}

/** As a rebuild does. */
async function gatherAll(
  events: readonly RecordedEvent[],
  sizes: readonly number[],
  projection: Projection,
) {
  await session.client.query(`truncate ${audit.tables.join(", ")}`);
  const gathering = projection.gather?.(session.client);
  for (const batch of batches(events, sizes)) await gathering?.fold(batch, batch.map(storedOf));
  await gathering?.finish();
}

async function dump() {
  const tables: Record<string, unknown[]> = {};
  for (const table of audit.tables) {
    const { rows } = await session.client.query(
      `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text collate "C"`,
    );
    tables[table] = rows;
  }
  return tables;
}

/** Status, role and solutions by user id. */
type Plain = Record<string, { status: string; role: string; solutions: Record<string, string> }>;

/** Folds the raw events of an organization up to an instant, without any code of the program. */
function plainFold(events: readonly RecordedEvent[], organizationId: string, at: string): Plain {
  let members: Plain = {};
  const deleted = new Set<string>();
  let isDeleted = false;
  for (const event of events) {
    const { occurredAt, organizationId: value, subjectId = "" } = event.metadata;
    if (value !== organizationId || occurredAt > at) continue;
    const member = members[subjectId];
    // An event that came after the end of its solution or organization changes nothing.
    if (isDeleted) continue;
    const isGiven = event.type === "SolutionAssigned" || event.type === "SolutionRoleChanged";
    if (isGiven && deleted.has(event.data.solutionId)) continue;
    if (event.type === "MemberFounded") {
      members[subjectId] = { status: "ACTIVE", role: "OWNER", solutions: {} };
    } else if (event.type === "MemberInvited") {
      members[subjectId] = { status: "INVITED", role: event.data.role, solutions: {} };
    } else if (event.type === "OrganizationDeleted") {
      members = {};
      isDeleted = true;
    } else if (event.type === "SolutionDeleted") {
      deleted.add(event.stream.slice(9));
      for (const each of Object.values(members)) delete each.solutions[event.stream.slice(9)];
    } else if (event.type === "MemberRemoved") delete members[subjectId];
    else if (member === undefined) continue;
    else if (event.type === "InviteAccepted" || event.type === "MemberEnabled") {
      member.status = "ACTIVE";
    } else if (event.type === "MemberDisabled") member.status = "DISABLED";
    else if (event.type === "OrgRoleChanged") member.role = event.data.to;
    else if (event.type === "SolutionAssigned") {
      member.solutions[event.data.solutionId] = event.data.role;
    } else if (event.type === "SolutionRoleChanged") {
      member.solutions[event.data.solutionId] = event.data.to;
    } else if (event.type === "SolutionUnassigned") delete member.solutions[event.data.solutionId];
  }
  return members;
}

function plainOf(members: readonly Omit<Reviewed, "email">[]): Plain {
  return Object.fromEntries(
    members.map(({ userId, access: { status, role, solutions } }) => [
      userId,
      {
        status,
        role,
        solutions: Object.fromEntries(
          Object.entries(solutions).map(([solutionId, given]) => [solutionId, given.role]),
        ),
      },
    ]),
  );
}

async function reviewAt(organizationId: string, at: string) {
  const position = await positionAt(database.pool, organizationId, at);
  return (await Array.fromAsync(readMembersAt(database.pool, organizationId, position))).flat();
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

describe("random histories", () => {
  test("the tables are the same whatever the batches", async () => {
    await fc.assert(
      fc.asyncProperty(histories, sizes, async (events, cuts) => {
        await applyAll(events, [1]);
        const oneByOne = await dump();
        await applyAll(events, cuts);
        expect(await dump()).toEqual(oneByOne);
      }),
      { numRuns: effort(12, 200) },
    );
  });

  test("the tables are the same however few entries are in memory at once, also if gathered", async () => {
    const bounds = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(histories, sizes, bounds, async (events, cuts, maxEntries) => {
        await applyAll(events, cuts);
        const usual = await dump();
        await applyAll(events, cuts, auditWithin(maxEntries));
        expect(await dump()).toEqual(usual);
        for (const often of [undefined, { changes: 3, rows: 10 }]) {
          await gatherAll(events, cuts, auditWithin(maxEntries, often));
          expect(await dump()).toEqual(usual);
        }
      }),
      { numRuns: effort(12, 200) },
    );
  });

  test("the roles at any instant are those of a simple fold of the raw events", async () => {
    const instants = fc.array(fc.integer({ min: -1, max: 140 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(histories, instants, async (events, minutes) => {
        await applyAll(events);
        for (const minute of minutes) {
          // Both at an event and between two.
          const at = new Date(Date.UTC(2026, 0, 1) + minute * 30_000).toISOString();
          for (const organizationId of organizations) {
            const plain = plainFold(events, organizationId, at);
            expect(plainOf(await reviewAt(organizationId, at))).toEqual(plain);
            await expectHistoryToAgree(organizationId, at, plain);
          }
        }
      }),
      { numRuns: effort(25, 400) },
    );
  });

  test("the log has no gaps, its root is that of its records, and its replay gives the same changes and roles", async () => {
    await fc.assert(
      fc.asyncProperty(histories, sizes, async (events, cuts) => {
        await applyAll(events, cuts);
        for (const organizationId of organizations) {
          const { rows } = await database.pool.query<{ position: number; record: string }>(
            "select position, record from audit_entries where organization_id = $1 order by position",
            [organizationId],
          );
          expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
          const tree = treeOf();
          for (const { record } of rows) tree.append(leafHash(record));
          const head = await treeHead(database.pool, organizationId, rows.length);
          expect(head.root).toEqual(tree.root());
          const replay = createReplay();
          const changes: MemberRoleChange[] = [];
          const byId = new Map(events.map((event) => [event.eventId, event]));
          for (const { record } of rows) {
            const entry = JSON.parse(record) as AuditRecord;
            const event = byId.get(entry.eventId);
            if (event === undefined) throw new Error("every entry is an event");
            const { subjectId } = entry;
            changes.push(...replay.play(event, { ...entry, subjectId, personal: undefined }));
          }
          expect(await roleChangesOf(organizationId, rows.length)).toEqual(
            changes.map(withoutGrants),
          );
          const now = await reviewAt(organizationId, "2030-01-01T00:00:00.000Z");
          expect(now.map(withoutEmail)).toEqual([...replay.members()].map(withoutEmail));
        }
      }),
      { numRuns: effort(20, 300) },
    );
  });
});

/** The parts of a role change that its line in an export shows. */
function withoutGrants({ userId, solutionId, from, to, place }: RoleChangeLine): RoleChangeLine {
  const { position, occurredAt, actor } = place;
  return {
    userId,
    solutionId,
    from: from && { role: from.role, status: from.status },
    to: to && { role: to.role, status: to.status },
    place: { position, occurredAt, actor: { userId: actor.userId, role: actor.role } },
  };
}

async function roleChangesOf(organizationId: string, last: number): Promise<RoleChangeLine[]> {
  return (await Array.fromAsync(readRoleChanges(database.pool, organizationId, last))).flat();
}

test("no role change is lost or repeated when one event ends more roles than a page holds", async () => {
  const organizationId = id(101);
  const [holders, solutionId] = [4_345, id(301)];
  let written = 0;
  const recorded = (
    stream: string,
    subjectId: string | undefined,
    event: DomainEvent,
  ): RecordedEvent => {
    written += 1;
    return {
      ...event,
      eventId: id(1_000_000 + written),
      stream,
      revision: 0,
      position: BigInt(written),
      schemaVersion: 1,
      metadata: {
        occurredAt: "2026-01-01T00:00:00.000Z",
        organizationId,
        subjectId,
        actor: { userId: id(1), via: "SESSION" },
        correlationId: "one",
      },
    };
  };
  const events = Array.from({ length: holders }, (_, index) => id(5_000 + index)).flatMap(
    (userId) => {
      const stream = memberStream(organizationId, userId);
      return [
        recorded(stream, userId, {
          type: "MemberInvited",
          data: { role: "USER", grantedBy: id(1) },
          personal: null,
        } as never),
        recorded(stream, userId, { type: "SolutionAssigned", data: { solutionId, role: "USER" } }),
        recorded(stream, userId, {
          type: "SolutionRoleChanged",
          data: { solutionId, from: "USER", to: "EDITOR" },
        }),
      ];
    },
  );
  events.push(
    recorded(solutionStream(solutionId), undefined, {
      type: "SolutionDeleted",
      data: { organizationId },
    }),
  );
  events.push(
    recorded(organizationStream(organizationId), undefined, {
      type: "OrganizationDeleted",
      data: {},
    }),
  );
  await applyAll(events, [500]);
  // As the service does. PostgreSQL may have looked at the few people of the tests before.
  await analyzeGrownTables(database.pool);
  const replay = createReplay();
  const changes = events.flatMap((event, index) => {
    const { stream, metadata } = event;
    const { subjectId, occurredAt, actor } = metadata;
    const place = {
      position: index + 1,
      stream,
      subjectId,
      occurredAt,
      actor,
      personal: undefined,
    };
    return replay.play(event, place);
  });
  expect(changes).toHaveLength(holders * 5);
  expect(await roleChangesOf(organizationId, events.length)).toEqual(changes.map(withoutGrants));
});

/** The parts of a review's line that replaying the log can prove. */
const withoutEmail = ({ userId, access }: Omit<Reviewed, "email">) => {
  const { status, role, grant, solutions } = access;
  return { userId, status, role, grant, solutions };
};

/** Compares the intervals of each member's history that hold at the instant. */
async function expectHistoryToAgree(organizationId: string, at: string, plain: Plain) {
  for (const userId of [id(201), id(202), id(203), id(204)]) {
    const { items } = await listRoleHistory(
      database.pool,
      { organizationId, userId },
      { limit: 500 },
    );
    const then = items.filter(
      ({ validFrom, validTo }) => validFrom <= at && (validTo === undefined || validTo > at),
    );
    const [own, ...more] = then.filter(({ scope }) => scope === "ORGANIZATION");
    expect(more).toEqual([]);
    const member = plain[userId];
    expect(own && { role: own.role, status: own.status }).toEqual(
      member && { role: member.role, status: member.status },
    );
    const inSolutions = then.filter(({ scope }) => scope === "SOLUTION");
    expect(
      Object.fromEntries(inSolutions.map(({ solutionId = "", role }) => [solutionId, role])),
    ).toEqual(member?.solutions ?? {});
  }
}

describe("clocks that differ", () => {
  const organizationId = id(101);
  const userId = id(201);
  const event = (
    position: number,
    occurredAt: string,
    type: "MemberFounded" | "MemberDisabled" | "MemberEnabled",
  ): RecordedEvent => ({
    type,
    data: {},
    personal: null,
    eventId: id(1_000_000 + position),
    stream: memberStream(organizationId, userId),
    revision: position - 1,
    position: BigInt(position),
    schemaVersion: type === "MemberFounded" ? 2 : 1,
    metadata: {
      occurredAt,
      organizationId,
      subjectId: userId,
      actor: { userId, via: "SESSION" },
      correlationId: "one",
    },
  });
  const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, "0")}:00.000Z`;

  test("an entry with an earlier time than the previous one takes effect at the previous one's time", async () => {
    await applyAll([
      event(1, at(10), "MemberFounded"),
      event(2, at(30), "MemberDisabled"),
      event(3, at(20), "MemberEnabled"),
      event(4, at(40), "MemberDisabled"),
    ]);
    const statusAt = async (minute: number) =>
      plainOf(await reviewAt(organizationId, at(minute)))[userId]?.status;
    expect(await statusAt(5)).toBeUndefined();
    expect(await statusAt(25)).toBe("ACTIVE");
    expect(await statusAt(30)).toBe("ACTIVE");
    expect(await statusAt(40)).toBe("DISABLED");
    const { items } = await listRoleHistory(
      database.pool,
      { organizationId, userId },
      { limit: 10 },
    );
    expect(items.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      [at(10), at(30)],
      [at(30), at(30)],
      [at(30), at(40)],
      [at(40), undefined],
    ]);
  });
});

test("an organization's end ends every role in it", async () => {
  const organizationId = id(101);
  const history = fc.sample(histories, { numRuns: 300, seed: 7 });
  const ended = history.find((events) =>
    events.some(
      ({ type, metadata }) =>
        type === "OrganizationDeleted" && metadata.organizationId === organizationId,
    ),
  );
  if (ended === undefined) throw new Error("none of the histories deletes the organization");
  const end = ended.findIndex(({ type }) => type === "OrganizationDeleted");
  await applyAll(ended.slice(0, end + 1));
  const { rows } = await database.pool.query(
    `select count(*) filter (where valid_to is null)::integer as held, count(*)::integer as all
     from audit_roles where organization_id = $1`,
    [ended[end]?.metadata.organizationId],
  );
  expect(rows[0].held).toBe(0);
  expect(rows[0].all).toBeGreaterThan(0);
});

/** The feed of live changes sends the same changes as a simple filter over all events, and has limits. */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { idIn, memberStream, organizationStream } from "../../../src/domain/streams.ts";
import type { Caller } from "../../../src/commands/kit/context.ts";
import { openSession } from "../../../src/commands/sign-in/sessions.ts";
import { createChangeFeed, type Listener } from "../../../src/commands/changes/watch-changes.ts";
import type { OrganizationRole } from "../../../src/domain/roles.ts";
import type { RecordedEvent } from "../../../src/eventstore/codec.ts";
import { changes } from "../../../src/projections/changes/changes.ts";
import { openDatabaseSession as openConnection } from "../../../src/projections/engine/database-session.ts";
import { foundedHistories } from "../../support/history.ts";
import { id } from "../../support/event-log.ts";
import { applyInBatches, batches, clear } from "../../support/directory-tables.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Instance, startInstance } from "../../support/services.ts";
import { eventually } from "../../support/eventually.ts";
import { effort } from "../../support/effort.ts";

let database: TestDatabase;
let instance: Instance;

const organizationId = id(101);
const users = [id(201), id(202), id(203), id(204)];
const sessionOf = (userId: string) => userId.replace("-7000-", "-7001-");
const callerOf = (userId: string): Caller => ({
  userId,
  via: "SESSION",
  sessionId: sessionOf(userId),
});

beforeAll(async () => {
  database = await createTestDatabase();
  instance = await startInstance(database);
  // The tests fold their events themselves.
  await instance.group.stop();
  for (const userId of users) await openSession(instance.services, userId, sessionOf(userId));
});

afterAll(async () => {
  await instance.stop();
  await database.drop();
});

interface Collected extends Listener {
  readonly positions: bigint[];
  isReset: boolean;
  isOver: boolean;
}

function collector(): Collected {
  const collected: Collected = {
    positions: [],
    isReset: false,
    isOver: false,
    begin: () => undefined,
    reset: () => (collected.isReset = true),
    deliver: (changes) => void collected.positions.push(...changes.map(({ position }) => position)),
    ready: async () => undefined,
    end: () => (collected.isOver = true),
  };
  return collected;
}

/** Adds to each event its organization, as commands record it. */
function inOrganizations(history: readonly RecordedEvent[]): RecordedEvent[] {
  const ofSolution = new Map<string, string>();
  return history.map((event) => {
    if (event.type === "SolutionRegistered") {
      ofSolution.set(event.stream, event.data.organizationId);
    }
    const [, category, first] = /^(\w+)-(.{36})/.exec(event.stream) ?? [];
    const organization =
      category === "member" || category === "organization" ? first : ofSolution.get(event.stream);
    return { ...event, metadata: { ...event.metadata, organizationId: organization } };
  });
}

async function project(history: readonly RecordedEvent[], cuts: readonly number[]): Promise<void> {
  const { client, close } = await openConnection(database.connection);
  try {
    await clear(client);
    await client.query("truncate changes");
    await applyInBatches(client, history, cuts);
    for (const batch of batches(history, cuts)) await changes.apply(batch, client, []);
    await client.query(
      `insert into projection_checkpoints select name, 1, $1, now()
       from unnest(array['directory', 'changes']) name
       on conflict (name) do update set position = excluded.position`,
      [history.length],
    );
  } finally {
    await close();
  }
}

interface Standing {
  readonly userId: string;
  readonly role: OrganizationRole;
  readonly isActive: boolean;
  readonly isInvited: boolean;
  readonly views: ReadonlySet<string>;
}

/** The final roles of all members, read without rights.ts. */
async function standings(): Promise<Standing[]> {
  const { rows } = await database.pool.query<{
    user_id: string;
    role: OrganizationRole;
    status: string;
    solutions: Record<string, string>;
  }>(
    `select m.user_id, m.role, m.status, m.solutions from members m
     join organizations using (organization_id) where organization_id = $1`,
    [organizationId],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    role: row.role,
    isActive: row.status === "ACTIVE",
    isInvited: row.status === "INVITED",
    views: new Set(
      Object.keys(row.solutions).filter((solutionId) =>
        ["OWNER", "ADMIN", "EDITOR"].includes(row.solutions[solutionId] ?? ""),
      ),
    ),
  }));
}

/** The simple filter. Undefined for users who may not watch at all. */
function expectedFor(
  userId: string,
  history: readonly RecordedEvent[],
  all: readonly Standing[],
): bigint[] | undefined {
  const own = all.find((one) => one.userId === userId && one.isActive);
  if (own === undefined || own.role === "USER") return undefined;
  const isMember = (subject: string) => all.some((one) => one.userId === subject && !one.isInvited);
  return history
    .filter(({ type, stream, data, metadata }) => {
      if (type === "ProfileChanged") return isMember(metadata.subjectId ?? "");
      if (metadata.organizationId !== organizationId || type.startsWith("Ownership")) return false;
      if (type.startsWith("InviteTemplate")) return ["OWNER", "ADMIN"].includes(own.role);
      if (type === "OrganizationSettingsChanged") return own.role === "OWNER";
      if (!type.startsWith("Solution") || own.role !== "CREATOR") return true;
      if (metadata.subjectId === userId) return true;
      const { solutionId = idIn(stream) } = data as { solutionId?: string };
      return own.views.has(solutionId);
    })
    .map(({ position }) => position);
}

test("from any position of any history, a user gets the changes that a simple filter selects", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
  const roles = new Set<string>();
  await fc.assert(
    fc.asyncProperty(foundedHistories, sizes, fc.nat(40), async (drawn, cuts, from) => {
      const history = inOrganizations(drawn);
      await project(history, cuts);
      const all = await standings();
      const store = { ...instance.services.store, lastPosition: async () => 1000n };
      const feed = createChangeFeed({ ...instance.services, store });
      for (const userId of users) {
        const received = collector();
        const after = BigInt(from);
        const watch = { caller: callerOf(userId), organizationId, after, follow: false };
        await feed.watch(watch, received);
        await eventually(() => received.isOver);
        const expected = expectedFor(userId, history, all) ?? [];
        expect(received.positions).toEqual(expected.filter((position) => position > after));
        if (expected.length > 0) roles.add(all.find((one) => one.userId === userId)?.role ?? "");
      }
      await feed.stop();
    }),
    { numRuns: effort(40, 500) },
  );
  expect([...roles]).toEqual(expect.arrayContaining(["OWNER", "ADMIN", "CREATOR"]));
});

test("a process refuses more than a thousand connections, and all of them once it stops", async () => {
  const feed = createChangeFeed(instance.services);
  // Each in an organization of their own, because one organization has fewer.
  const open = (userId: string) =>
    feed.watch(
      { caller: { userId, via: "SESSION" }, organizationId: userId, follow: true },
      collector(),
    );
  const pool = vi.spyOn(instance.services.pool, "query").mockImplementation(() => {
    return new Promise(() => undefined) as never;
  });
  for (let number = 0; number < 1000; number += 1) void open(id(number)).catch(() => undefined);
  await expect(open(id(1000))).rejects.toMatchObject({ code: "limit-reached" });
  pool.mockRestore();
  await feed.stop();
  await expect(open(id(1000))).rejects.toMatchObject({ code: "unavailable" });
});

test("a caller whose rights cannot be checked gets no changes, and is disconnected after ten seconds", async () => {
  const userId = users[0] ?? "";
  const founded: RecordedEvent["metadata"] = {
    occurredAt: "2026-01-01T00:00:00.000Z",
    organizationId,
    subjectId: userId,
    actor: { userId, via: "SESSION" },
    correlationId: id(0),
  };
  const at = (position: number, stream: string) => ({
    eventId: id(position),
    stream,
    revision: 0,
    position: BigInt(position),
    schemaVersion: 1,
    metadata: founded,
  });
  const history: RecordedEvent[] = [
    {
      type: "MemberFounded",
      data: {},
      personal: null,
      ...at(1, memberStream(organizationId, userId)),
    },
    {
      type: "OrganizationFounded",
      data: { founderId: userId, name: "Acme" },
      ...at(2, organizationStream(organizationId)),
    },
  ];
  await project(history, [10]);
  const feed = createChangeFeed(instance.services);
  const received = collector();
  await feed.watch({ caller: callerOf(userId), organizationId, follow: true }, received);
  const { pool } = instance.services;
  const away = vi.spyOn(pool, "query").mockImplementation(() => {
    throw new Error("the database is away");
  });
  try {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(received.isOver).toBe(false);
    const now = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => now() + 11_000);
    await eventually(() => received.isOver);
    expect(received.positions).toEqual([]);
  } finally {
    away.mockRestore();
    vi.restoreAllMocks();
    await feed.stop();
  }
});

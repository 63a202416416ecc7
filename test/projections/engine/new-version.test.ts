/** A new version of a projection is rebuilt without an operator, and no older program folds into its tables. */
import pino from "pino";
import { expect, test as base } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { EventStoreUnavailable } from "../../../src/eventstore/errors.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { tryLock } from "../../../src/projections/engine/leader-lock.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { openFrozenSession } from "../../support/frozen-session.ts";
import { ada, bob, registered } from "../../support/story.ts";

const next: Projection = { ...directory, version: directory.version + 1 };

interface Fixture {
  readonly log: EventLog;
  /** Starts an instance's group. */
  readonly start: (projection: Projection, parts?: Partial<EventLog["parts"]>) => ProjectionGroup;
  /** What the old version has folded; returns its last position. */
  readonly foldBy: (projection: Projection) => Promise<bigint>;
}

/** Tests wait for what follows the clock, so they run at once, each with a log of its own. */
const test = base.extend<Fixture>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the pattern
  log: async ({}, use) => {
    const log = await openLog();
    await use(log);
    await log.close();
  },
  start: async ({ log }, use) => {
    const groups: ProjectionGroup[] = [];
    await use((projection, parts) => {
      const group = createProjectionGroup({ projection, ...log.parts, ...parts });
      groups.push(group);
      group.start();
      return group;
    });
    await Promise.all(groups.map((group) => group.stop()));
  },
  foldBy: ({ log, start }, use) =>
    use(async (projection) => {
      const position = await log.write(userStream(id(2)), registered(ada));
      const group = start(projection);
      expect(await group.waitFor(position, patience)).toBe(true);
      await group.stop();
      return position;
    }),
}).concurrent;

const writeLater = (log: EventLog) => log.write(userStream(id(40)), registered(bob));

const isSwitchedIn = (group: ProjectionGroup) =>
  eventually(async () => expect((await group.status()).version).toBe(next.version));

test("a new version is rebuilt and switched in without an operator", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  const group = start(next);
  await isSwitchedIn(group);
  expect(await group.waitFor(await writeLater(log), patience)).toBe(true);
});

test("a new version waits until every instance knows it, because an older one could not fold its tables", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  let isKnown = false;
  const group = start(next, { isKnownToAll: () => isKnown });
  expect(await group.waitFor(await writeLater(log), patience)).toBe(true);
  expect((await group.status()).version).toBe(directory.version);
  isKnown = true;
  await isSwitchedIn(group);
});

test("a new version is rebuilt although the event store was away meanwhile", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  let failures = 0;
  const store: EventStore = {
    ...log.store,
    async *readAll(after, batchSize) {
      failures += 1;
      if (failures <= 2) throw new EventStoreUnavailable("away");
      yield* log.store.readAll(after, batchSize);
    },
  };
  await isSwitchedIn(start(next, { store }));
});

test("a new version is rebuilt although another instance's rebuild ended halfway", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  const other = await openDatabaseSession(log.parts.connection);
  expect(await tryLock(other, "directory rebuild")).toBe(true);
  const lines: string[] = [];
  const group = start(next, { log: pino({}, { write: (line) => lines.push(line) }) });
  await eventually(() => lines.some((line) => line.includes("already being rebuilt")), "it waits");
  await other.close();
  await isSwitchedIn(group);
});

test("a new version is rebuilt again if a migration changes its tables meanwhile, which is not undone", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  const { pool } = log.database;
  const exists = async (query: string): Promise<boolean> =>
    (await pool.query(query)).rows.length > 0;
  const shadow = "select from pg_namespace where nspname = 'directory_shadow'";
  const column =
    "select from pg_attribute where attrelid = 'members'::regclass and attname = 'nickname'";
  const store: EventStore = {
    ...log.store,
    async *readAll(after, batchSize) {
      if ((await exists(shadow)) && !(await exists(column))) {
        await pool.query("alter table members add column nickname text");
      }
      yield* log.store.readAll(after, batchSize);
    },
  };
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => lines.push(line) });
  await isSwitchedIn(start(next, { store, log: logger }));
  expect(lines.filter((line) => line.includes("differ in members.nickname"))).toHaveLength(1);
  expect(await exists(column)).toBe(true);
});

test("a new version is rebuilt although the process that rebuilds it is frozen", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(directory);
  const frozen = await openFrozenSession(log.parts.connection);
  expect(await tryLock(frozen, "directory rebuild")).toBe(true);
  await isSwitchedIn(start(next));
  expect(frozen.lost.aborted).toBe(true);
  await frozen.close();
});

test("a new version is not changed by an older program, unless an operator goes back to it", async ({
  log,
  start,
  foldBy,
}) => {
  const position = await foldBy(next);
  const older = start(directory);
  const later = await writeLater(log);
  expect(await older.waitFor(later, 700)).toBe(false);
  await eventually(() => older.isWaiting(), "the older program waits");
  expect(await older.status()).toMatchObject({
    position,
    isActive: false,
    failure: undefined,
    needsNewer: `its tables have version ${next.version}, this program makes version ${directory.version}`,
  });
  await expect(rebuild({ ...log.parts, projection: directory })).rejects.toThrow(
    "use the newer program",
  );
  await rebuild({ ...log.parts, projection: directory, replacesNewer: true });
  expect(await older.waitFor(later, patience)).toBe(true);
  expect(await older.status()).toMatchObject({ version: directory.version, needsNewer: undefined });
  await eventually(() => !older.isWaiting(), "the older program folds its own tables");
});

test("a new version is not changed by an older program, which leaves the lead to a newer one", async ({
  log,
  start,
  foldBy,
}) => {
  await foldBy(next);
  const older = start(directory);
  const later = await writeLater(log);
  await eventually(() => older.isWaiting(), "the older program waits");
  const again = start(next);
  expect(await again.waitFor(later, patience)).toBe(true);
  expect(await older.waitFor(later, patience)).toBe(true);
  await eventually(() => !older.isWaiting(), "the older program sees the newer one");
  expect((await older.status()).isActive).toBe(false);
});

/** Instances of two program versions on one log: the older one never stands in the newer one's way. */
import { describe, expect, test as base } from "vitest";
import { catalogue } from "../../../src/domain/catalogue.ts";
import { emailStream, userStream } from "../../../src/domain/streams.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import { createFeed } from "../../../src/projections/engine/feed.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import type { GroupParts } from "../../../src/projections/engine/rollout.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { scopeOf } from "../../support/scopes.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { eventually, patience } from "../../support/eventually.ts";
import {
  emailNoticed,
  newerCatalogue,
  newerDirectory,
  profileChanged,
} from "../../support/newer-program.ts";
import { brokenBy } from "../../support/poison.ts";
import { ada, bob, registered } from "../../support/story.ts";

interface Fixture {
  readonly log: EventLog;
  readonly start: (
    parts: Partial<GroupParts> & { readonly projection: Projection },
  ) => ProjectionGroup;
  readonly startOlder: () => ProjectionGroup;
  readonly startNewer: () => ProjectionGroup;
}

/** Tests wait for what follows the clock, so they run at once, each with a log of its own. */
const test = base.extend<Fixture>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the pattern
  log: async ({}, use) => {
    const log = await openLog(newerCatalogue);
    await use(log);
    await log.close();
  },
  start: async ({ log }, use) => {
    const groups: ProjectionGroup[] = [];
    await use((parts) => {
      const program = { ...log.parts, ...parts };
      const group = createProjectionGroup({ ...program, feed: createFeed(program) });
      groups.push(group);
      group.start();
      return group;
    });
    await Promise.all(groups.map((group) => group.stop()));
  },
  startOlder: ({ log, start }, use) =>
    use(() => start({ projection: directory, codec: log.codecOf(catalogue), program: "1.0.0" })),
  startNewer: ({ start }, use) =>
    use(() => start({ projection: newerDirectory, program: "1.1.0" })),
}).concurrent;

const nameOf = async ({ database }: EventLog, userId: string) =>
  (await readUser(database.pool, scopeOf(userId)))?.name;
const countFailures = async ({ database }: EventLog) =>
  (await database.pool.query("select 1 from projection_failures")).rowCount;

const newEvents: Record<string, (log: EventLog) => Promise<bigint>> = {
  type: (log) => log.write(emailStream("x"), emailNoticed(id(2))),
  "schema version": (log) => log.write(userStream(id(2)), profileChanged("Countess")),
};

describe.concurrent.each(Object.keys(newEvents))("an event of a newer %s", (kind) => {
  const writeNew = async (log: EventLog) => newEvents[kind]?.(log) ?? 0n;

  test("is left to a newer instance, without a failure", async ({
    log,
    startOlder,
    startNewer,
  }) => {
    const known = await log.write(userStream(id(2)), registered(ada));
    const unknown = await writeNew(log);
    const last = await log.write(userStream(id(3)), registered(bob));
    const older = startOlder();
    expect(await older.waitFor(known, patience)).toBe(true);
    await eventually(() => older.isWaiting(), "the older program waits");
    expect(older.isStopped()).toBe(false);
    expect(await older.status()).toMatchObject({
      position: known,
      isActive: false,
      failure: undefined,
      needsNewer: expect.stringMatching(`at position ${unknown}: .*use a newer program`),
    });
    expect(await countFailures(log)).toBe(0);
    const newer = startNewer();
    expect(await newer.waitFor(last, patience)).toBe(true);
    expect(await older.waitFor(last, patience)).toBe(true);
    await eventually(() => !older.isWaiting(), "the older program sees the newer one");
    expect((await older.status()).needsNewer).toBeDefined();
    expect((await newer.status()).needsNewer).toBeUndefined();
    expect(await nameOf(log, id(3))).toBe("Bob Builder");
  });

  test("does not interrupt anybody while a newer instance stands by", async ({
    log,
    startOlder,
    startNewer,
  }) => {
    const olders = [startOlder(), startOlder()];
    await eventually(async () => {
      const states = await Promise.all(olders.map((older) => older.status()));
      return states.some(({ isActive }) => isActive);
    }, "an older program leads");
    const newer = startNewer();
    await log.write(userStream(id(2)), registered(ada));
    for (const number of [3, 4, 5]) {
      await writeNew(log);
      const last = await log.write(userStream(id(number)), registered(bob));
      const reached = await Promise.all(
        [...olders, newer].map((group) => group.waitFor(last, patience)),
      );
      expect(reached).toEqual([true, true, true]);
      expect(olders.map((older) => older.isWaiting())).toEqual([false, false]);
    }
    expect(await countFailures(log)).toBe(0);
  });

  test("fails a rebuild by an older program with a reason", async ({ log }) => {
    await writeNew(log);
    const parts = { ...log.parts, codec: log.codecOf(catalogue), projection: directory };
    await expect(rebuild(parts)).rejects.toThrow(/use a newer program/);
  });
});

test("after the newer instance ends, an older one folds on what it knows", async ({
  log,
  startOlder,
  startNewer,
}) => {
  await log.write(userStream(id(2)), registered(ada));
  const unknown = await log.write(emailStream("x"), emailNoticed(id(2)));
  const newer = startNewer();
  const older = startOlder();
  expect(await older.waitFor(unknown, patience)).toBe(true);
  await newer.stop();
  const last = await log.write(userStream(id(3)), registered(bob));
  expect(await older.waitFor(last, patience)).toBe(true);
});

describe.concurrent("a failure", () => {
  const poison = id(13);

  async function failIn(
    program: string,
    { log, start }: Pick<Fixture, "log" | "start">,
  ): Promise<readonly [ProjectionGroup, bigint]> {
    await log.write(userStream(poison), registered(ada));
    const last = await log.write(userStream(id(14)), registered(bob));
    const group = start({ projection: brokenBy(poison), program });
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    return [group, last];
  }

  test("of an older program is tried again by a newer one, without an operator", async ({
    log,
    start,
  }) => {
    const [older, last] = await failIn("1.9.0", { log, start });
    expect((await older.status()).failure?.program).toBe("1.9.0");
    const newer = start({ projection: directory, program: "1.10.0" });
    expect(await newer.waitFor(last, patience)).toBe(true);
    await eventually(() => !older.isStopped(), "the older program sees it");
    expect(await nameOf(log, poison)).toBe("Ada Lovelace");
    expect(await countFailures(log)).toBe(0);
  });

  test("recorded before programs noted their version is an older one's", async ({ log, start }) => {
    const [older, last] = await failIn("1.0.0", { log, start });
    await older.stop();
    await log.database.pool.query("update projection_failures set program = null");
    const newer = start({ projection: directory, program: "1.0.0" });
    expect(await newer.waitFor(last, patience)).toBe(true);
  });

  test("of the same or a newer program waits for an operator", async ({ log, start }) => {
    const [, last] = await failIn("1.1.0", { log, start });
    const others = ["1.0.0", "1.1.0"].map((program) => start({ projection: directory, program }));
    for (const other of others) {
      expect(await other.waitFor(last, 1_200)).toBe(false);
      expect(other.isStopped()).toBe(true);
    }
  });

  test("that recurs in the newer program is recorded as its own", async ({ log, start }) => {
    await failIn("1.0.0", { log, start });
    start({ projection: brokenBy(poison), program: "2.0.0" });
    await eventually(async () => {
      const { rows } = await log.database.pool.query("select program from projection_failures");
      expect(rows).toEqual([{ program: "2.0.0" }]);
    });
  });
});

/** The group: it folds new events, wakes waiters, has one active instance, and stops at a bad event. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import { NotPossible, retry, skip, failedGroup } from "../../../src/projections/engine/operate.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { scopeOf } from "../../support/scopes.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { brokenBy } from "../../support/poison.ts";
import { eventually, patience } from "../../support/eventually.ts";
import { ada, bob, registered } from "../../support/story.ts";

let log: EventLog;
const groups: ProjectionGroup[] = [];

function startGroup(projection: Projection = directory): ProjectionGroup {
  const group = createProjectionGroup({ projection, ...log.parts });
  groups.push(group);
  group.start();
  return group;
}

async function activeOf(...candidates: ProjectionGroup[]): Promise<ProjectionGroup[]> {
  const states = await Promise.all(
    candidates.map(async (group) => ({ group, status: await group.status() })),
  );
  return states.filter(({ status }) => status.isActive).map(({ group }) => group);
}

const nameOf = async (userId: string) => (await readUser(log.database.pool, scopeOf(userId)))?.name;

/** Ends the connections of all groups, as a failing network would. */
async function cutConnections(): Promise<void> {
  const { rowCount } = await log.database.administer(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name like 'muster projections%' and datname = $1`,
    ["database" in log.parts.connection ? log.parts.connection.database : ""],
  );
  expect(rowCount).toBeGreaterThan(0);
}

beforeEach(async () => {
  log = await openLog();
});

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.stop()));
  await log.close();
});

describe("waiting for a position", () => {
  test("ends once the read models contain it", async () => {
    const group = startGroup();
    const position = await log.write(userStream(id(2)), registered(ada));
    expect(await group.waitFor(position, patience)).toBe(true);
    expect(await nameOf(id(2))).toBe("Ada Lovelace");
  });

  test("ends with false after the timeout and when the group stops", async () => {
    const group = startGroup();
    expect(await group.waitFor(1000n, 20)).toBe(false);
    const waiting = group.waitFor(1000n, patience);
    await group.stop();
    expect(await waiting).toBe(false);
  });

  test("works on an instance that does not fold", async () => {
    const both = [startGroup(), startGroup()];
    await eventually(async () => expect(await activeOf(...both)).toHaveLength(1));
    const position = await log.write(userStream(id(2)), registered(ada));
    const reached = await Promise.all(both.map((group) => group.waitFor(position, patience)));
    expect(reached).toEqual([true, true]);
  });
});

describe("one active runner", () => {
  test("is replaced by another when it stops, which continues from there", async () => {
    const both = [startGroup(), startGroup()];
    const first = await log.write(userStream(id(2)), registered(ada));
    await Promise.all(both.map((group) => group.waitFor(first, patience)));
    const [active] = await activeOf(...both);
    const other = both.find((group) => group !== active);
    await active?.stop();
    const second = await log.write(userStream(id(3)), registered(bob));
    expect(await other?.waitFor(second, patience)).toBe(true);
    expect(await nameOf(id(3))).toBe("Bob Builder");
  });

  test("continues after its connection was cut, and folds nothing twice", async () => {
    const counted: bigint[] = [];
    const { keep: _, ...directoryByApply } = directory;
    const counting: Projection = {
      ...directoryByApply,
      async apply(batch, client) {
        await directory.apply(batch, client, []);
        counted.push(...batch.map(({ position }) => position));
      },
    };
    const both = [startGroup(counting), startGroup(counting)];
    const first = await log.write(userStream(id(2)), registered(ada));
    await Promise.all(both.map((group) => group.waitFor(first, patience)));
    await cutConnections();
    const second = await log.write(userStream(id(3)), registered(bob));
    const reached = await Promise.all(both.map((group) => group.waitFor(second, patience)));
    expect(reached).toEqual([true, true]);
    expect(counted).toEqual([first, second]);
    expect((await activeOf(...both)).length).toBe(1);
  });
});

describe("an event that cannot be folded", () => {
  const poison = id(13);

  async function writeAround(): Promise<readonly [bigint, bigint, bigint]> {
    const before = await log.write(userStream(id(12)), registered(ada));
    const at = await log.write(userStream(poison), registered(bob));
    const after = await log.write(userStream(id(14)), registered(ada));
    return [before, at, after];
  }

  test("stops the group: only earlier events are visible, and every instance knows why", async () => {
    const [before, at, after] = await writeAround();
    const both = [startGroup(brokenBy(poison)), startGroup(brokenBy(poison))];
    await eventually(async () => expect((await both[0]?.status())?.failure).toBeDefined());
    for (const group of both) {
      const { position, lag, failure } = await group.status();
      expect(position).toBe(before);
      expect(lag).toBe(after - before);
      expect(failure).toMatchObject({
        position: at,
        eventType: "UserRegistered",
        error: "database error 42P01",
      });
      expect(await group.waitFor(after, 50)).toBe(false);
    }
    expect(await nameOf(id(12))).toBe("Ada Lovelace");
    expect(await nameOf(poison)).toBeUndefined();
    expect(await nameOf(id(14))).toBeUndefined();
    expect(await failedGroup(log.database.pool)).toBe("directory");
  });

  test("is tried again on `retry`, without a restart", async () => {
    const [, , after] = await writeAround();
    const poisoned = brokenBy(poison);
    const group = startGroup(poisoned);
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    poisoned.apply = directory.apply;
    await retry(log.database.pool, "directory");
    expect(await group.waitFor(after, patience)).toBe(true);
    expect((await group.status()).failure).toBeUndefined();
    expect(await nameOf(poison)).toBe("Bob Builder");
  });

  test("stops the group again if it still fails after `retry`", async () => {
    await writeAround();
    const group = startGroup(brokenBy(poison));
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    const failedAt = (await group.status()).failure?.failedAt ?? "";
    await retry(log.database.pool, "directory");
    await eventually(async () => {
      const { failure } = await group.status();
      expect(failure?.failedAt).toSatisfy((at) => typeof at === "string" && at > failedAt);
    });
  });

  test("is left out after `skip`, which records who decided and why", async () => {
    const [, at, after] = await writeAround();
    const group = startGroup(brokenBy(poison));
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    await skip(log.database.pool, "directory", { position: at, by: "ops", reason: "known" });
    expect(await group.waitFor(after, patience)).toBe(true);
    expect(await nameOf(poison)).toBeUndefined();
    expect(await nameOf(id(14))).toBe("Ada Lovelace");
    const { rows } = await log.database.pool.query("select * from projection_skips");
    expect(rows).toMatchObject([
      {
        name: "directory",
        position: at,
        event_type: "UserRegistered",
        error: "database error 42P01",
        skipped_by: "ops",
        reason: "known",
      },
    ]);
  });

  test("is the only one that can be skipped", async () => {
    const [before] = await writeAround();
    const { pool } = log.database;
    await expect(retry(pool, "directory")).rejects.toThrow(NotPossible);
    const group = startGroup(brokenBy(poison));
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    await expect(
      skip(pool, "directory", { position: before, by: "ops", reason: "a slip" }),
    ).rejects.toThrow("nothing was skipped");
    expect((await pool.query("select 1 from projection_skips")).rowCount).toBe(0);
  });

  test("does not show its content in the error", async () => {
    const position = await log.write(userStream(id(20)), registered(ada));
    await log.database.pool.query(
      'update events set data = \'{"personal": "Ada\' where position = $1',
      [position],
    );
    const group = startGroup();
    await eventually(async () => expect((await group.status()).setAside).toHaveLength(1));
    expect((await group.status()).setAside[0]?.error).toBe(
      "SyntaxError: the stored JSON cannot be read",
    );
  });
});

/** A rebuild fills shadow tables and switches them in. Readers do not notice, and nothing is lost. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  memberStream,
  organizationStream,
  solutionStream,
  userStream,
} from "../../../src/domain/streams.ts";
import { dumpSchema } from "../../../scripts/dump-schema.ts";
import { directory, directoryWithin } from "../../../src/projections/directory/directory.ts";
import { listMembers } from "../../../src/projections/directory/queries/members.ts";
import { readUser } from "../../../src/projections/directory/queries/users.ts";
import {
  createProjectionGroup,
  type ProjectionGroup,
} from "../../../src/projections/engine/group.ts";
import type { StoredRecord } from "../../../src/eventstore/port.ts";
import type { PendingBatch } from "../../../src/projections/engine/catch-up.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import { skip } from "../../../src/projections/engine/operate.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { rebuild, type RebuildProgress } from "../../../src/projections/engine/rebuild.ts";
import { RebuildFailed, RebuildPostponed } from "../../../src/projections/engine/switch-tables.ts";
import { scopeOf } from "../../support/scopes.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { brokenBy } from "../../support/poison.ts";
import {
  ada,
  assigned,
  bob,
  inviteAccepted,
  invited,
  memberFounded,
  organizationFounded,
  registered,
  solutionDeleted,
  solutionRegistered,
} from "../../support/story.ts";
import { dump } from "../../support/directory-tables.ts";
import { eventually, patience } from "../../support/eventually.ts";

/** A directory that gathers 200 blocks of users for each batch, whatever is in it. */
function fillingUsers(further = "select 1"): Projection {
  let people = 0;
  return {
    ...directory,
    gather: (client) => ({
      async fold() {
        await client.query(
          `insert into users (user_id, email, organization_count, solution_count, created_at, created_by,
             updated_at, updated_by, revision)
           select lpad(n::text, 32, '0')::uuid, repeat('e', 1500), 0, 0, now(), gen_random_uuid(), now(),
             gen_random_uuid(), 0
           from generate_series(1 + $1::integer, $1::integer + 1000) n`,
          [people],
        );
        people += 1_000;
        await client.query(further);
      },
      finish: async () => undefined,
      stop: async () => undefined,
    }),
  };
}

/**
 * So many batches of 10,000 records without an event.
 * @param folded called after each
 */
const batchesUntil = (count: number, folded: () => Promise<void> = async () => undefined) =>
  async function* batches(after: bigint): AsyncGenerator<PendingBatch, undefined> {
    for (let batch = after / 10_000n; batch < count; batch += 1n) {
      const records = Array.from({ length: 10_000 }, (_, index) => ({
        ...stored,
        position: batch * 10_000n + BigInt(index + 1),
      }));
      yield { records, decoded: Promise.resolve([]) };
      await folded();
    }
    return undefined;
  };

/** A record; what it says does not matter, because nothing of it is folded. */
const stored: StoredRecord = {
  position: 0n,
  stream: userStream(id(2)),
  revision: 0,
  id: id(1_000),
  type: "UserRegistered",
  data: "{}",
  metadata: "{}",
};

const organization = id(100);
const founder = id(2);

let log: EventLog;
let group: ProjectionGroup;

function startGroup(projection: Projection = directory): ProjectionGroup {
  group = createProjectionGroup({ projection, ...log.parts });
  group.start();
  return group;
}

async function writeStory(): Promise<bigint> {
  await log.write(userStream(founder), registered(ada));
  await log.write(memberStream(organization, founder), memberFounded);
  await log.write(organizationStream(organization), organizationFounded(founder));
  for (const number of [31, 32]) {
    await log.write(solutionStream(id(number)), solutionRegistered(organization, founder));
  }
  for (const number of [3, 4, 5]) {
    await log.write(userStream(id(number)), registered(bob));
    await log.write(
      memberStream(organization, id(number)),
      invited(bob),
      assigned(id(31)),
      assigned(id(32)),
      inviteAccepted,
    );
  }
  return log.write(solutionStream(id(31)), solutionDeleted(organization));
}

beforeEach(async () => {
  log = await openLog();
});

afterEach(async () => {
  await group.stop();
  await log.close();
});

describe("a rebuild", () => {
  test("makes the same tables and the same schema", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const { pool } = log.database;
    // An operator's own setting stays, too; that of a key's index does not, and is no hindrance.
    await pool.query("alter table members set (autovacuum_analyze_threshold = 60)");
    await pool.query("alter index members_pkey set (fillfactor = 80)");
    const storage = async () =>
      (
        await pool.query(
          "select relname, reloptions from pg_class where relnamespace = 'public'::regnamespace and relname <> 'members_pkey' order by 1",
        )
      ).rows;
    const [before, schema, options] = [await dump(pool), await dumpSchema(pool), await storage()];
    const seen: RebuildProgress[] = [];
    const rebuilt = await rebuild({
      ...log.parts,
      projection: directory,
      onProgress: (progress) => seen.push(progress),
    });
    expect(rebuilt).toEqual({ events: Number(position), position });
    expect(await dump(pool)).toEqual(before);
    expect(await dumpSchema(pool)).toBe(schema);
    expect(await storage()).toEqual(options);
    expect(seen.map(({ step }) => step)).toEqual(["fold", "index", "switch"]);
    expect((await pool.query("select name from projection_checkpoints")).rows).toEqual([
      { name: "directory" },
    ]);
  });

  test("tells the planner what its tables hold each time that they have doubled", async () => {
    startGroup();
    const analyzed: unknown[] = [];
    await rebuild({
      ...log.parts,
      projection: fillingUsers(),
      readAfter: batchesUntil(7, async () => {
        const { rows } = await log.database.pool.query(
          `select relname, analyze_count::integer as count from pg_stat_all_tables
           where schemaname = 'directory_shadow' and analyze_count > 0`,
        );
        analyzed.push(rows);
      }),
    });
    // After 200, 600 and 1,400 blocks.
    expect(analyzed).toEqual([1, 1, 2, 2, 2, 2, 3].map((count) => [{ relname: "users", count }]));
  });

  test("that could not tell the planner begins again, batch by batch", async () => {
    startGroup();
    const unreadable = "create statistics unreadable on (1 / organization_count) from users";
    const rebuilt = await rebuild({
      ...log.parts,
      projection: fillingUsers(unreadable),
      readAfter: batchesUntil(1),
    });
    expect(rebuilt.events).toBe(10_000);
  });

  test("repairs damaged tables", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    await log.database.pool.query("delete from users");
    await rebuild({ ...log.parts, projection: directory });
    expect((await readUser(log.database.pool, scopeOf(founder)))?.statistics).toEqual({
      organizationCount: 1,
      solutionCount: 0,
    });
  });

  test("is switched in while events arrive and pages are read: no event is lost, no read fails", async () => {
    const { pool } = log.database;
    expect(await startGroup().waitFor(await writeStory(), patience)).toBe(true);
    const over = new AbortController();
    let written = 0;
    const writer = (async () => {
      while (!over.signal.aborted) {
        written += 1;
        const userId = id(1000 + written);
        const position = await log.write(
          memberStream(organization, userId),
          invited({ ...bob, email: `${written}@example.com` }),
        );
        expect(await group.waitFor(position, patience)).toBe(true);
        const { items } = await listMembers(
          pool,
          { organizationId: organization, userIds: [userId], limit: 1 },
          "2026-02-01T00:00:00.000Z",
        );
        expect(items).toHaveLength(1);
      }
    })();
    const reader = (async () => {
      while (!over.signal.aborted) {
        const query = { organizationId: organization, limit: 10 };
        const { items } = await listMembers(pool, query, "2026-02-01T00:00:00.000Z");
        expect(items.length).toBeGreaterThanOrEqual(4);
      }
    })();
    for (let round = 0; round < 3; round += 1) {
      await rebuild({ ...log.parts, projection: directory });
    }
    over.abort();
    await Promise.all([writer, reader]);
    const { rows } = await pool.query("select count(*)::int as count from members");
    expect(rows).toEqual([{ count: 4 + written }]);
  });

  test("waits for a reader that holds a table, and no query fails", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const reader = await log.database.pool.connect();
    await reader.query("begin");
    await reader.query("select * from members");
    const seen: string[] = [];
    const rebuilding = rebuild({
      ...log.parts,
      projection: directory,
      onProgress: ({ step }) => seen.push(step),
    });
    await eventually(() =>
      expect(seen.filter((step) => step === "switch").length).toBeGreaterThan(1),
    );
    expect((await reader.query("select * from users join members using (user_id)")).rowCount).toBe(
      4,
    );
    await reader.query("commit");
    reader.release();
    expect((await rebuilding).position).toBe(position);
  });

  test("is refused while another one runs", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const { promise: mayContinue, resolve: letContinue } = Promise.withResolvers<void>();
    const { promise: isRunning, resolve: running } = Promise.withResolvers<void>();
    const slow: Projection = {
      ...brokenBy("nobody"),
      async apply(batch, client) {
        running();
        await mayContinue;
        await directory.apply(batch, client, []);
      },
    };
    const first = rebuild({ ...log.parts, projection: slow });
    await isRunning;
    await expect(rebuild({ ...log.parts, projection: directory })).rejects.toThrow(
      "is already being rebuilt",
    );
    letContinue();
    await first;
  });

  test("that is interrupted does not change the serving tables, and the next one works", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const before = await dump(log.database.pool);
    const aborting = new AbortController();
    const interrupted = rebuild({
      ...log.parts,
      projection: directory,
      signal: aborting.signal,
      onProgress: () => aborting.abort(new Error("stopped by the test")),
    });
    await expect(interrupted).rejects.toThrow("stopped by the test");
    expect(await dump(log.database.pool)).toEqual(before);
    await rebuild({ ...log.parts, projection: directory });
    expect(await dump(log.database.pool)).toEqual(before);
  });

  test("is not hindered by a check that was never validated; afterwards it is", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const { pool } = log.database;
    await pool.query("alter table users add constraint short check (email <> 'x') not valid");
    await rebuild({ ...log.parts, projection: directory });
    const { rows } = await pool.query(
      "select convalidated from pg_constraint where conname = 'short'",
    );
    expect(rows).toEqual([{ convalidated: true }]);
  });

  test.for([
    ["an index", "create index members_by_nobody on members (created_by)", "members_by_nobody"],
    ["a column", "alter table members add column nickname text", "members.nickname"],
    ["another type of a column", "alter table users alter email type varchar(999)", "users.email"],
    [
      "another order of a column",
      'alter table users alter email type text collate "en-x-icu"',
      "users.email",
    ],
    [
      "a default",
      "alter table members alter solution_count set default 7",
      "members.solution_count",
    ],
    [
      "a check",
      "alter table users add constraint short check (length(email) < 999)",
      "users.short",
    ],
    ["the end of an index", "drop index members_by_user", "members_by_user"],
  ] as const)(
    "does not undo %s that a migration made meanwhile",
    async ([, migration, changed]) => {
      const position = await writeStory();
      expect(await startGroup().waitFor(position, patience)).toBe(true);
      const { pool } = log.database;
      let step: RebuildProgress["step"] = "fold";
      let isChanged = false;
      const rebuilding = rebuild({
        ...log.parts,
        projection: directory,
        onProgress: (progress) => (step = progress.step),
        store: {
          ...log.parts.store,
          async lastPosition() {
            if (step === "index" && !isChanged) await pool.query(migration);
            isChanged = step === "index";
            return log.parts.store.lastPosition();
          },
        },
      });
      await expect(rebuilding).rejects.toThrow(
        `the serving and the rebuilt tables of directory differ in ${changed}`,
      );
      await expect(rebuilding).rejects.toBeInstanceOf(RebuildPostponed);
      const schema = await dumpSchema(pool);
      expect((await rebuild({ ...log.parts, projection: directory })).position).toBe(position);
      expect(await dumpSchema(pool)).toBe(schema);
    },
  );

  test("fails at an event that it cannot fold and names it; the old tables keep serving", async () => {
    const position = await writeStory();
    expect(await startGroup().waitFor(position, patience)).toBe(true);
    const before = await dump(log.database.pool);
    const poisoned = brokenBy(id(4));
    await expect(rebuild({ ...log.parts, projection: poisoned })).rejects.toThrow(
      /UserRegistered.* at position 11 cannot be folded: database error 42P01/,
    );
    await expect(rebuild({ ...log.parts, projection: poisoned })).rejects.toThrow(RebuildFailed);
    expect(await dump(log.database.pool)).toEqual(before);
  });

  test("finds such an event even when it gathers", async () => {
    await writeStory();
    startGroup();
    const poisoned = brokenBy(id(4));
    const shadowsAtStop: unknown[] = [];
    const gathering: Projection = {
      ...poisoned,
      gather: () => ({
        fold: async () => {
          throw new Error("cannot fold this one");
        },
        finish: async () => undefined,
        async stop() {
          const { rows } = await log.database.pool.query(
            "select to_regclass('directory_shadow.members') is not null as are_there",
          );
          shadowsAtStop.push(...rows);
        },
      }),
    };
    await expect(rebuild({ ...log.parts, projection: gathering })).rejects.toThrow(
      /at position 11 cannot be folded/,
    );
    // What is still being written must never reach the serving tables, which have the same names.
    expect(shadowsAtStop).toEqual([{ are_there: true }]);
  });

  test("that has stopped gathering sends nothing any more", async () => {
    await writeStory();
    startGroup();
    // Without the deletion at the end, before which everything is written.
    const records = (await Array.fromAsync(log.store.readAll(0n))).flat().slice(0, -1);
    const session = await openDatabaseSession(log.parts.connection);
    const query = vi.spyOn(session.client, "query");
    // From the first row on it writes, without waiting.
    const gathering = directoryWithin(1).gather?.(session.client);
    await gathering?.fold(await log.codec.decode(records), records);
    await gathering?.stop();
    const sent = query.mock.calls.length;
    expect(sent).toBeGreaterThan(0);
    for (let turn = 0; turn < 3; turn += 1) await session.client.query("select 1");
    expect(query.mock.calls.length).toBe(sent + 3);
    await session.close();
  });

  test("tries a skipped event again, and skips it only if it still fails", async () => {
    const { pool } = log.database;
    await log.write(userStream(id(12)), registered(ada));
    const first = await log.write(userStream(id(13)), registered(bob));
    const last = await log.write(userStream(id(14)), registered(bob));
    startGroup(brokenBy(id(13)));
    await eventually(async () => expect((await group.status()).failure).toBeDefined());
    await skip(pool, "directory", { position: first, by: "ops", reason: "to be rebuilt" });
    expect(await group.waitFor(last, patience)).toBe(true);
    // It still cannot be folded, so it is skipped again.
    await rebuild({ ...log.parts, projection: brokenBy(id(13)) });
    expect(await readUser(pool, scopeOf(id(13)))).toBeUndefined();
    expect((await readUser(pool, scopeOf(id(14))))?.name).toBe("Bob Builder");
    // Now it can be folded.
    await rebuild({ ...log.parts, projection: directory });
    expect((await readUser(pool, scopeOf(id(13))))?.name).toBe("Bob Builder");
    expect((await group.status()).failure).toBeUndefined();
  });
});

test("an event whose stored text cannot be read is skipped like any other", async () => {
  const { pool } = log.database;
  const broken = await log.write(userStream(id(13)), registered(bob));
  const last = await log.write(userStream(id(14)), registered(bob));
  await pool.query("update events set data = '{' where position = $1", [broken]);
  startGroup();
  expect(await group.waitFor(last, patience)).toBe(true);
  await skip(pool, "directory", { position: broken, by: "ops", reason: "broken" });
  await rebuild({ ...log.parts, projection: directory });
  expect(await readUser(pool, scopeOf(id(13)))).toBeUndefined();
  expect((await readUser(pool, scopeOf(id(14))))?.name).toBe("Bob Builder");
});

/** The stored changes: their content, their retention, and their rebuild. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { memberStream, userStream } from "../../../src/domain/streams.ts";
import { changes } from "../../../src/projections/changes/changes.ts";
import { pruneChanges, readPruned } from "../../../src/projections/changes/queries.ts";
import { createProjectionGroup } from "../../../src/projections/engine/group.ts";
import { rebuild } from "../../../src/projections/engine/rebuild.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import { patience } from "../../support/eventually.ts";
import { ada, memberFounded, registered } from "../../support/story.ts";

let log: EventLog;

beforeEach(async () => {
  log = await openLog();
});
afterEach(() => log.close());

async function fold(): Promise<void> {
  const group = createProjectionGroup({ projection: changes, ...log.parts });
  group.start();
  await group.waitFor(await log.store.lastPosition(), patience);
  await group.stop();
}

const rows = async () =>
  (await log.database.pool.query("select * from changes order by position")).rows;

const rename = (lastName: string) =>
  ({ type: "ProfileChanged", data: {}, personal: { lastName } }) as const;

test("a shown event becomes one thin row, others none; a rebuild makes the same rows", async () => {
  await log.write(userStream(id(2)), registered(ada));
  const changed = await log.write(userStream(id(2)), rename("Secret"));
  const joined = await log.write(memberStream(id(9), id(2)), memberFounded, {
    type: "SolutionAssigned",
    data: { solutionId: id(3), role: "USER" },
  });
  await fold();
  const kept = await rows();
  expect(kept).toMatchObject([
    { position: changed, type: "ProfileChanged", user_id: id(2), solution_id: null },
    { position: joined - 1n, type: "MemberFounded", user_id: id(2), solution_id: null },
    { position: joined, type: "SolutionAssigned", user_id: id(2), solution_id: id(3) },
  ]);
  for (const { actor_id: actorId } of kept) expect(actorId).toEqual(expect.any(String));
  await rebuild({ projection: changes, ...log.parts });
  expect(await rows()).toEqual(kept);
});

test("changes are kept for seven days, and the position up to which they were deleted is known", async () => {
  // Each event is a minute later than the previous one, from the beginning of the year.
  const first = await log.write(userStream(id(2)), rename("A"));
  const second = await log.write(userStream(id(2)), rename("B"));
  await fold();
  const { pool } = log.database;
  await pruneChanges(pool, "2026-01-08T00:01:00.000Z");
  expect(await rows()).toHaveLength(2);
  expect(await readPruned(pool)).toBe(0n);
  await pruneChanges(pool, "2026-01-08T00:01:00.001Z");
  expect(await rows()).toMatchObject([{ position: second }]);
  expect(await readPruned(pool)).toBe(first);
  await pruneChanges(pool, "2026-01-08T00:01:30.000Z");
  expect(await readPruned(pool)).toBe(first);
});

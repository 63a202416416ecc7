/** The runner: folds what is appended, tells who waits, and has one active instance. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directory } from "../../src/projections/directory/directory.ts";
import { createProjectionGroup, type ProjectionGroup } from "../../src/projections/group.ts";
import { readUser } from "../../src/projections/directory/queries/users.ts";
import { type EventLog, id, openLog } from "./log.ts";
import { ada, registered, userStream } from "./story.ts";

let log: EventLog;
const groups: ProjectionGroup[] = [];

function startGroup(): ProjectionGroup {
  const group = createProjectionGroup({ projection: directory, ...log.parts });
  groups.push(group);
  group.start();
  return group;
}

beforeEach(async () => {
  log = await openLog();
});

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.stop()));
  await log.close();
});

describe("a projection group", () => {
  test("shows an event once its position is visible", async () => {
    const group = startGroup();
    const position = await log.write(userStream(id(2)), registered(ada));
    expect(await group.waitFor(position, 10_000)).toBe(true);
    const user = await readUser(log.database.pool, id(2));
    expect(user?.item).toMatchObject({ name: "Ada Lovelace", email: "Ada@Example.com" });
    expect(user?.revision).toBe(0);
  });
});

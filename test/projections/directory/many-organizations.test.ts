/** A person in more organizations than a page holds: lookups must not leave any out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberStream, organizationStream, userStream } from "../../../src/domain/streams.ts";
import { directory } from "../../../src/projections/directory/directory.ts";
import {
  isKnownElsewhere,
  openOrganizations,
} from "../../../src/projections/directory/queries/organizations.ts";
import { listPeople } from "../../../src/projections/directory/queries/people.ts";
import { openDatabaseSession } from "../../../src/projections/engine/database-session.ts";
import { scopeOf } from "../../support/scopes.ts";
import { type EventLog, id, openLog } from "../../support/event-log.ts";
import {
  ada,
  bob,
  invited,
  memberFounded,
  organizationFounded,
  registered,
} from "../../support/story.ts";

const founder = id(2);
const colleague = id(3);
const organizations = Array.from({ length: 1_001 }, (_, index) => id(10_000 + index));
const last = organizations.at(-1) ?? "";

let log: EventLog;

beforeAll(async () => {
  log = await openLog();
  await log.write(userStream(founder), registered(ada));
  await Promise.all(
    organizations.map(async (organizationId) => {
      await log.write(memberStream(organizationId, founder), memberFounded);
      await log.write(organizationStream(organizationId), organizationFounded(founder));
    }),
  );
  await log.write(memberStream(last, colleague), invited(bob));
  const session = await openDatabaseSession(log.parts.connection);
  for await (const records of log.store.readAll(0n)) {
    await directory.apply(await log.codec.decode(records), session.client, []);
  }
  await session.close();
});

afterAll(() => log.close());

test("a person views people in all organizations where their role allows it", async () => {
  const { pool } = log.database;
  const organizationIds = await openOrganizations(pool, scopeOf(founder), ["OWNER"]);
  expect(organizationIds.toSorted()).toEqual(organizations);
  const { items } = await listPeople(pool, { organizationIds, limit: 10 });
  expect(items.map(({ userId }) => userId)).toEqual([founder, colleague]);
  expect(items[0]?.statistics.organizationCount).toBe(organizations.length);
  expect(await openOrganizations(pool, scopeOf(founder, last), ["OWNER"])).toEqual([last]);
});

test("all organizations that a person is active in are found", async () => {
  const { pool } = log.database;
  expect((await openOrganizations(pool, scopeOf(founder))).toSorted()).toEqual(organizations);
  expect(await openOrganizations(pool, scopeOf(founder, last))).toEqual([last]);
  expect(await isKnownElsewhere(pool, founder, last)).toBe(true);
});

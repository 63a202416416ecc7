/** The directory's tables do not depend on the batches in which a history is folded. */
import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedEvent } from "../../../src/eventstore/codec.ts";
import { directory, directoryWithin } from "../../../src/projections/directory/directory.ts";
import { beginCheckpoint, moveCheckpoint } from "../../../src/projections/engine/checkpoint.ts";
import {
  openDatabaseSession,
  type DatabaseSession,
} from "../../../src/projections/engine/database-session.ts";
import { createKeptFold } from "../../../src/projections/engine/kept-fold.ts";
import type { Projection } from "../../../src/projections/engine/projection.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { histories } from "../../support/history.ts";
import {
  applyInBatches,
  batches,
  clear,
  dump,
  expectCountsToHold,
} from "../../support/directory-tables.ts";
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

/** Writes, copies and releases rows all the time, as a rebuild of very many events does now and then. */
const writingOften = directoryWithin(10, 1);

/** As a leader does. Now and then a batch is folded whose commit fails: its draft must leave no trace. */
async function foldKept(
  projection: Projection,
  all: Iterable<readonly RecordedEvent[]>,
): Promise<void> {
  const { client } = session;
  const { name, version } = directory;
  await client.query("delete from projection_checkpoints");
  await beginCheckpoint(client, name, version);
  const kept = createKeptFold(projection, client);
  let position = 0n;
  for (const batch of all) {
    const to = { position: position + 1n, eventId: randomUUID() };
    if (!(await kept.fold(position, to, batch))) {
      await directory.apply(batch, client, []);
      await moveCheckpoint(client, directory, position, to);
    }
    position = to.position;
    if (position % 3n === 0n) expect(await kept.fold(position + 100n, to, batch)).toBe(false);
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

test("one by one, in batches, gathered or with rows kept between batches, the tables are the same", async () => {
  const { client } = session;
  await fc.assert(
    fc.asyncProperty(histories, sizes, async (events, cuts) => {
      await clear(client);
      await applyInBatches(client, events, [1]);
      const oneByOne = await dump(client);
      await expectCountsToHold(client);

      await clear(client);
      await applyInBatches(client, events, cuts);
      expect(await dump(client)).toEqual(oneByOne);

      for (const projection of [directory, writingOften]) {
        await clear(client);
        const gathering = projection.gather?.(client);
        for (const batch of batches(events, cuts)) await gathering?.fold(batch, []);
        await gathering?.finish();
        expect(await dump(client)).toEqual(oneByOne);
      }

      for (const projection of [directory, writingOften]) {
        await clear(client);
        await foldKept(projection, batches(events, cuts));
        expect(await dump(client)).toEqual(oneByOne);
      }
    }),
    { numRuns: effort(20, 300) },
  );
});

test("a rebuild whose write fails while it folds on fails, too", async () => {
  const { client } = session;
  const invites = fc
    .sample(histories, { numRuns: 50, seed: 1 })
    .find((events) => events.some(({ type }) => type === "InviteIssued"));
  await clear(client);
  await client.query("alter table invitations rename to elsewhere");
  try {
    const gathering = writingOften.gather?.(client);
    const folding = async () => {
      for (const batch of batches(invites ?? [], [5])) await gathering?.fold(batch, []);
      await gathering?.finish();
    };
    await expect(folding()).rejects.toMatchObject({ code: "42P01" });
  } finally {
    await client.query("alter table elsewhere rename to invitations");
  }
});

test("the histories contain the events that matter here", () => {
  const seen = new Set(
    fc
      .sample(histories, { numRuns: 200, seed: 1 })
      .flatMap((events) => events.map(({ type }) => type)),
  );
  for (const type of [
    "OrganizationFounded",
    "InviteAccepted",
    "MemberRemoved",
    "SolutionAssigned",
    "SolutionDeleted",
    "ProfileChanged",
    "TokenUsed",
    "OwnershipGranted",
    "OrganizationSettingsChanged",
    "InviteTemplateSaved",
    "OrganizationDeleted",
    "UserLoggedIn",
  ]) {
    expect(seen).toContain(type);
  }
});

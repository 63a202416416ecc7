/** No event that the codec accepts stops a projection, however extreme its values are. */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { definitions } from "../../src/domain/catalogue.ts";
import { closed } from "../../src/eventstore/codec.ts";
import type { Projection } from "../../src/projections/engine/projection.ts";
import {
  type DatabaseSession,
  openDatabaseSession,
} from "../../src/projections/engine/database-session.ts";
import { projections } from "../../src/service/features.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { effort } from "../support/effort.ts";
import { type ExtremeHistory, extremeHistories, historyOf } from "../support/extreme-histories.ts";

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

test("no extreme value of any field of any event stops any projection", async () => {
  // Not `assert`, which would print whole histories.
  const { failed, seed, counterexamplePath, errorInstance } = await fc.check(
    fc.asyncProperty(extremeHistories, async ([streams, ...orders]) => {
      for (const order of orders) {
        const history = await historyOf(streams, order);
        expect(new Set(history.events.map(({ type }) => type)).size).toBe(definitions.size);
        for (const projection of projections) await foldsAll(projection, history);
      }
    }),
    { numRuns: effort(4, 60), endOnFailure: true },
  );
  if (failed) {
    throw new Error(`failed with seed ${seed}, path ${counterexamplePath}`, {
      cause: errorInstance,
    });
  }
});

/** Folds the history one by one, at once, and gathered in memory. */
async function foldsAll(projection: Projection, history: ExtremeHistory): Promise<void> {
  const { records } = history;
  const { readsPersonal = false } = projection;
  const events = readsPersonal ? history.events : history.events.map(closed);
  const { client } = session;
  await rolledBack(`${projection.name}, one by one`, async (note) => {
    for (const [index, event] of events.entries()) {
      note(event);
      await projection.apply([event], client, records.slice(index, index + 1));
    }
  });
  await rolledBack(`${projection.name}, at once`, () => projection.apply(events, client, records));
  const gathering = projection.gather?.(client);
  if (gathering === undefined) return;
  await rolledBack(`${projection.name}, gathered`, async () => {
    await gathering.fold(events, records);
    await gathering.finish();
  });
}

async function rolledBack(
  what: string,
  work: (note: (at: unknown) => void) => Promise<void>,
): Promise<void> {
  let at: unknown;
  await session.client.query("begin");
  try {
    await work((event) => (at = event));
  } catch (error) {
    const shown = JSON.stringify(at, (_, value) =>
      typeof value === "bigint" ? `${value}` : value,
    );
    throw new Error(`${what} failed at ${shown?.slice(0, 500)}`, { cause: error });
  } finally {
    await session.client.query("rollback");
  }
}

/** A process subscribes to the event store once, however many projections it leads. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { userStream } from "../../src/domain/streams.ts";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import type { EventStore } from "../../src/eventstore/port.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type StandIn, startStandIn } from "../support/esdb-server/server.ts";
import { id } from "../support/event-log.ts";
import { eventually, patience } from "../support/eventually.ts";
import { type Instance, startInstance } from "../support/services.ts";
import { ada, registered } from "../support/story.ts";

let database: TestDatabase;
let server: StandIn;
let instance: Instance;
/** At the port. */
let subscriptions: number;

const counting = (store: EventStore): EventStore => ({
  ...store,
  subscribe(after, handler) {
    subscriptions += 1;
    return store.subscribe(after, handler);
  },
});

beforeEach(async () => {
  subscriptions = 0;
  database = await createTestDatabase();
  server = await startStandIn();
});

afterEach(async () => {
  await instance.stop();
  await server.stop();
  await database.drop();
});

/** Starts an instance that leads every projection, and lets all of them fold an event. */
async function leadAll(wrap: (store: EventStore) => EventStore): Promise<void> {
  instance = await startInstance(database, { wrap });
  const { services, groups } = instance;
  for (const group of groups) group.start();
  await eventually(async () => {
    const states = await Promise.all(groups.map((group) => group.status()));
    return states.every(({ isActive }) => isActive);
  }, "the instance leads every projection");
  const stream = userStream(id(2));
  const metadata = {
    occurredAt: "2026-01-01T00:00:00.000Z",
    subjectId: id(2),
    actor: { userId: id(2), via: "SESSION" as const },
    correlationId: id(0),
  };
  const toWrite = [{ event: registered(ada), eventId: id(3), metadata }];
  const records = await services.codec.encode(stream, toWrite);
  const { position } = await services.store.append(stream, "none", records);
  const reached = groups.map((group) => group.waitFor(position, patience));
  expect(new Set(await Promise.all(reached))).toEqual(new Set([true]));
}

test("on PostgreSQL, with one connection that listens", async () => {
  await leadAll(counting);
  expect(subscriptions).toBe(1);
  const { rows } = await database.pool.query(
    `select count(*) filter (where application_name like 'muster listener%')::int as listening,
            count(*) filter (where query ilike '%listen %' and pid <> pg_backend_pid()
                                and application_name not like 'muster listener%')::int as others
     from pg_stat_activity where datname = current_database()`,
  );
  expect(rows).toEqual([{ listening: 1, others: 0 }]);
});

test("on EventStoreDB, also at the server", async () => {
  await leadAll((unused) => {
    void unused.close();
    return counting(eventStoreDbStore(server));
  });
  expect(subscriptions).toBe(1);
  await eventually(() => expect(server.openSubscriptions()).toBe(1));
});

/** Measures reading all events through the port. */
import { randomUUID } from "node:crypto";
import { clientConfig, type Connection } from "../src/platform/database/pool.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import type { Row } from "./row.ts";
import { execute, withScratchDatabase } from "./scratch-database.ts";

const bar = 200_000;

/** Inserts events of ordinary size straight into the table, because only reading is measured. */
const filling = (events: number) => `
  insert into events
  select number, 'member-' || gen_random_uuid(), 0, gen_random_uuid(), 'MemberInvited',
         '{"role":"ADMIN","grantedBy":"${randomUUID()}","email":"' || repeat('x', 80) || '"}',
         '{"occurredAt":"2026-01-01T00:00:00.000Z","organizationId":"${randomUUID()}","subjectId":"${randomUUID()}","actor":{"userId":"${randomUUID()}","role":"OWNER","via":"SESSION"}}'
  from generate_series(1, ${events}) number;
  vacuum analyze events`;

/** @param server any database of the server to measure; its user may create databases */
export async function benchRead(server: Connection, events = 400_000): Promise<readonly Row[]> {
  return withScratchDatabase(server, async (connection) => {
    for (const statement of filling(events).split(";")) await execute(connection, statement);
    const store = postgresEventStore(clientConfig(connection));
    try {
      await eventsPerSecond(store); // connects, warms the server's cache and compiles the hot paths
      const value = await eventsPerSecond(store);
      return [{ name: `read all ${events} events`, value, unit: "events/s", bar }];
    } finally {
      await store.close();
    }
  });
}

async function eventsPerSecond(store: EventStore): Promise<number> {
  const began = performance.now();
  let count = 0;
  for await (const batch of store.readAll(0n)) count += batch.length;
  return count / ((performance.now() - began) / 1_000);
}

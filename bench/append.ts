/**
 * Measures appends of one event to new streams through the port, and two peers on the same server: pgbench
 * inserting a bare row with the same payload, and message-db's write_message. They take turns in short
 * rounds, so other load on the machine affects all of them alike.
 */
import { randomUUID } from "node:crypto";
import { memberStream } from "../src/domain/streams.ts";
import { clientConfig, type Connection } from "../src/platform/database/pool.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { installMessageDb, messageDbMissing } from "./message-db.ts";
import { pgbench } from "./pgbench.ts";
import type { Row } from "./row.ts";
import { execute, withScratchDatabase } from "./scratch-database.ts";

const clientCounts = [1, 16, 64];
/** Target ratios at the highest number of clients. */
const bars = { insert: 2, messageDb: 5 };
const rounds = 5;

const data = JSON.stringify({ role: "ADMIN", grantedBy: randomUUID(), email: "x".repeat(80) });
const metadata = JSON.stringify({
  occurredAt: "2026-01-01T00:00:00.000Z",
  organizationId: randomUUID(),
  subjectId: randomUUID(),
  actor: { userId: randomUUID(), role: "OWNER", via: "SESSION" },
  correlationId: randomUUID(),
});

const bareTable = "create table bare (id bigserial primary key, data text, metadata text)";
const bareInsert = `insert into bare (data, metadata) values ('${data}', '${metadata}');`;
const writeMessage = `select write_message(gen_random_uuid()::varchar,
  ('member-' || gen_random_uuid())::varchar, 'MemberInvited', '${data}'::jsonb, '${metadata}'::jsonb, -1);`;

/**
 * @param server any database of the server to measure; its user may create databases
 * @param seconds length of each round
 */
export async function benchAppend(server: Connection, seconds = 1): Promise<readonly Row[]> {
  return withScratchDatabase(server, (database) =>
    withScratchDatabase(server, async (peers) => {
      await execute(peers, bareTable);
      if (messageDbMissing === undefined) await installMessageDb(peers);
      const store = postgresEventStore(clientConfig(database));
      try {
        await appendFor(store, 64, 0.5); // connects, and compiles the hot paths
        const rows: Row[] = [];
        for (const clients of clientCounts) {
          rows.push(...(await compare(store, peers, clients, seconds)));
        }
        return rows;
      } finally {
        await store.close();
      }
    }),
  );
}

async function compare(
  store: EventStore,
  peers: Connection,
  clients: number,
  seconds: number,
): Promise<readonly Row[]> {
  const ours: number[] = [];
  const inserts: number[] = [];
  const messageDb: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await appendFor(store, clients, seconds));
    inserts.push(await pgbench(peers, bareInsert, clients, seconds));
    if (messageDbMissing !== undefined) continue;
    messageDb.push(await pgbench(peers, writeMessage, clients, seconds));
  }
  const row = (peer: string, theirs: readonly number[], bar: number): Row => ({
    name: `appends of one event, ${clients} at once`,
    value: median(ours),
    unit: "events/s",
    peer: `${peer} (${Math.round(median(theirs))}/s)`,
    ratio: median(ours) / median(theirs),
    ...(clients === Math.max(...clientCounts) ? { bar } : {}),
  });
  const rows = [row("pgbench, bare insert", inserts, bars.insert)];
  if (messageDb.length > 0) rows.push(row("message-db, write_message", messageDb, bars.messageDb));
  return rows;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @returns appends per second */
export async function appendFor(
  store: EventStore,
  clients: number,
  seconds: number,
): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1_000;
  let count = 0;
  const client = async () => {
    while (performance.now() < end) {
      const record = { id: randomUUID(), type: "MemberInvited", data, metadata };
      await store.append(memberStream(randomUUID(), randomUUID()), "none", [record]);
      count++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return count / ((performance.now() - began) / 1_000);
}

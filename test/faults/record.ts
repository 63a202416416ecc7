/** What is compared after a fault: the whole log, and every read model. */
import type { Pool } from "pg";
import { eventStoreDbStore } from "../../src/eventstore/eventstoredb/store.ts";
import type { EventStore, StoredRecord } from "../../src/eventstore/port.ts";
import { postgresEventStore } from "../../src/eventstore/postgres/store.ts";
import { clientConfig } from "../../src/platform/database/pool.ts";
import { projections } from "../../src/service/features.ts";
import { eventually } from "../support/eventually.ts";
import type { OpenStage } from "./stage.ts";

export type Entry = Pick<StoredRecord, "id" | "stream" | "revision" | "position" | "type" | "data">;

/** Reaches the event store of a stage directly. */
export async function withStore<Result>(
  { stage, environment }: OpenStage,
  work: (store: EventStore) => Promise<Result>,
): Promise<Result> {
  const { EVENTSTORE_URL: connectionString } = environment;
  const store =
    connectionString === undefined
      ? postgresEventStore(clientConfig(stage.server.connection))
      : eventStoreDbStore({ connectionString });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export async function readLog(store: EventStore): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const batch of store.readAll(0n)) {
    for (const { id, stream, revision, position, type, data } of batch) {
      entries.push({ id, stream, revision, position, type, data });
    }
  }
  return entries;
}

/** Waits until every projection has folded the whole log. */
export async function caughtUp(store: EventStore, pool: Pool): Promise<bigint> {
  return eventually(async () => {
    const end = await store.lastPosition();
    const { rows } = await pool.query<{ position: bigint }>(
      "select position from projection_checkpoints where name = any ($1)",
      [projections.map(({ name }) => name)],
    );
    if (rows.length < projections.length || rows.some(({ position }) => position < end)) {
      throw new Error(`some read model has not reached ${end}`);
    }
    return end;
  });
}

/** A digest of each table of the read models, whatever the order of its rows. */
export async function digests(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const table of projections.flatMap(({ tables }) => tables)) {
    const { rows } = await pool.query<{ digest: string }>(
      `select count(*) || ' rows, ' ||
              md5(coalesce(string_agg(md5(to_jsonb(t)::text), '' order by md5(to_jsonb(t)::text)), ''))
              as digest from ${table} t`,
    );
    found.set(table, rows[0]?.digest ?? "");
  }
  return found;
}

/** Measures a rebuild of the directory from a realistic log (people-log.ts). */
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { clientConfig, type Connection } from "../src/platform/database/pool.ts";
import { createCodec } from "../src/eventstore/codec.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { directory } from "../src/projections/directory/directory.ts";
import { rebuild } from "../src/projections/engine/rebuild.ts";
import { writePeopleLog } from "./people-log.ts";
import type { Row } from "./row.ts";

/** @param pool like `connection`, of a migrated database without events */
export async function benchRebuild(
  connection: Connection,
  pool: pg.Pool,
  people = 20_000,
): Promise<Row[]> {
  const masterKey = randomBytes(32);
  const store = postgresEventStore(clientConfig(connection));
  try {
    await writePeopleLog(store, createCodec(createPersonKeys(pool, masterKey)), people);
    const events = Number(await store.lastPosition());
    // A new codec, because a new process has no keys in memory either.
    const codec = createCodec(createPersonKeys(pool, masterKey));
    globalThis.gc?.();
    const memoryBefore = process.memoryUsage().rss;
    let peakMemory = memoryBefore;
    const began = performance.now();
    await rebuild({
      projection: directory,
      connection,
      store,
      codec,
      onProgress: () => {
        peakMemory = Math.max(peakMemory, process.memoryUsage().rss);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    return [
      { name: "rebuild the directory", value: events / seconds, unit: "events/s", bar: 60_000 },
      { name: "events in the log", value: events, unit: "events" },
      {
        name: "memory used by the rebuild",
        value: (peakMemory - memoryBefore) / 2 ** 20,
        unit: "MiB",
      },
    ];
  } finally {
    await store.close();
  }
}

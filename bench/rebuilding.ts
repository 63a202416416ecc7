/** The process of a rebuild: rebuilds projections, with one pass over the log, and tells how fast. */
import { json } from "node:stream/consumers";
import { createCodec } from "../src/eventstore/codec.ts";
import { createPersonKeys } from "../src/keys/person-keys.ts";
import { type Connection, createPool } from "../src/platform/database/pool.ts";
import { rebuildAll } from "../src/projections/engine/rebuild-all.ts";
import { projections } from "../src/service/features.ts";
import { openStore } from "./event-store.ts";
import type { Passed } from "./load.ts";

export interface RebuildJob {
  readonly connection: Connection;
  /** Base64. */
  readonly masterKey: string;
  /** The names of the projections. */
  readonly names: readonly string[];
}

const { connection, masterKey, names } = (await json(process.stdin)) as RebuildJob;
const pool = createPool(connection);
const store = openStore({ connection });
const codec = createCodec(createPersonKeys(pool, Buffer.from(masterKey, "base64")));
const events = Number(await store.lastPosition());
const before = process.cpuUsage();
const began = performance.now();
const chosen = projections.filter(({ name }) => names.includes(name));
for (const result of await rebuildAll({ connection, store, codec }, chosen)) {
  if (result.status === "rejected") throw result.reason;
}
const seconds = (performance.now() - began) / 1000;
await store.close();
await pool.end();
const { user, system } = process.cpuUsage(before);
const rebuilt: Passed = {
  perSecond: events / seconds,
  answered: events,
  processor: (user + system) / 1e6,
};
process.stdout.write(JSON.stringify(rebuilt));

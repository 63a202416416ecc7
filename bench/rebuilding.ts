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
  /** Tells how it went on each time so many events are folded. */
  readonly stepEvents?: number;
}

/** A part of a rebuild. */
export interface RebuildStep {
  readonly perSecond: number;
  /** The highest resident memory in MiB. */
  readonly memory: number;
}

export interface PassedInSteps extends Passed {
  /** Of each so many events. */
  readonly steps: readonly RebuildStep[];
}

const {
  connection,
  masterKey,
  names,
  stepEvents = Infinity,
} = (await json(process.stdin)) as RebuildJob;
const pool = createPool(connection);
const store = openStore({ connection });
const codec = createCodec(createPersonKeys(pool, Buffer.from(masterKey, "base64")));
const events = Number(await store.lastPosition());
const before = process.cpuUsage();
const began = performance.now();
const steps: RebuildStep[] = [];
let stepBegan = began;
const memory = () => process.memoryUsage.rss() / 2 ** 20;
let peak = memory();
const watching = setInterval(() => {
  peak = Math.max(peak, memory());
}, 100);
/** How many events each has folded. */
const folded = new Map<string, number>();
function follow(name: string, count: number): void {
  folded.set(name, count);
  const slowest = folded.size < names.length ? 0 : Math.min(...folded.values());
  if (slowest < stepEvents * (steps.length + 1)) return;
  const now = performance.now();
  steps.push({
    perSecond: (stepEvents * 1000) / (now - stepBegan),
    memory: Math.max(peak, memory()),
  });
  stepBegan = now;
  peak = 0;
}
const chosen = projections.filter(({ name }) => names.includes(name));
const onProgress = ({ name }: { readonly name: string }, progress: { readonly events: number }) =>
  follow(name, progress.events);
for (const result of await rebuildAll({ connection, store, codec, onProgress }, chosen)) {
  if (result.status === "rejected") throw result.reason;
}
clearInterval(watching);
const seconds = (performance.now() - began) / 1000;
await store.close();
await pool.end();
const { user, system } = process.cpuUsage(before);
const rebuilt: PassedInSteps = {
  perSecond: events / seconds,
  answered: events,
  processor: (user + system) / 1e6,
  steps,
};
process.stdout.write(JSON.stringify(rebuilt));

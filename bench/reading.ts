/** The process of a reader: reads the event store from its beginning and tells how fast. */
import { json } from "node:stream/consumers";
import { openStore, type StoreAddress } from "./event-store.ts";
import type { Passed } from "./load.ts";

export interface ReadJob {
  readonly address: StoreAddress;
  /** Stops after so many events. */
  readonly most: number;
}

const { address, most } = (await json(process.stdin)) as ReadJob;
const store = openStore(address);
await read(Math.min(most, 20_000)); // connects and compiles the hot paths
const before = process.cpuUsage();
const { events, seconds } = await read(most);
const { user, system } = process.cpuUsage(before);
await store.close();
const passed: Passed = {
  perSecond: events / seconds,
  answered: events,
  processor: (user + system) / 1e6,
};
process.stdout.write(JSON.stringify(passed));

async function read(end: number) {
  const began = performance.now();
  let events = 0;
  for await (const batch of store.readAll(0n)) {
    events += batch.length;
    if (events >= end) break;
  }
  return { events, seconds: (performance.now() - began) / 1000 };
}

/** The process of an appender: opens the event store and appends. */
import { json } from "node:stream/consumers";
import { appendFor } from "./append-loop.ts";
import { openStore, type StoreAddress } from "./event-store.ts";
import { percentile } from "./figures.ts";
import type { Extent, Load } from "./load.ts";

export interface AppendJob {
  readonly address: StoreAddress;
  readonly atOnce: number;
  readonly extent: Extent;
}

const { address, atOnce, extent } = (await json(process.stdin)) as AppendJob;
const store = openStore(address);
const before = process.cpuUsage();
const warm =
  "seconds" in extent ? await appendFor(store, atOnce, { seconds: extent.warmUp }) : undefined;
const { perSecond, latencies } = await appendFor(store, atOnce, extent);
await store.close();
const { user, system } = process.cpuUsage(before);
const load: Load & { readonly processor: number } = {
  perSecond,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  answered: latencies.length + (warm?.latencies.length ?? 0),
  abandoned: 0,
  next: 0,
  processor: (user + system) / 1e6,
};
process.stdout.write(JSON.stringify(load));

/** Measures appends, reading everything and folding, on the embedded event store and on EventStoreDB. */
import { audit } from "../src/projections/audit/audit.ts";
import { directory } from "../src/projections/directory/directory.ts";
import type { Stores } from "../src/service/stores.ts";
import { appendFor } from "./append-loop.ts";
import { median } from "./figures.ts";
import { foldToEnd } from "./folding.ts";
import { writePeopleLog } from "./people-log.ts";
import type { Row } from "./row.ts";

const clientCounts = [1, 16, 64];
const rounds = 5;

interface NamedStores {
  readonly name: string;
  readonly stores: Stores;
}

/**
 * @param all the embedded event store first; the others are compared with it
 * @param people whose log is written, read and folded; a multiple of 250
 */
export async function benchEventStores(
  all: readonly NamedStores[],
  people: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const add = (name: string, title: string, value: number, unit = "events/s"): void => {
    rows.push(compared({ name: title, value, unit }, rows, name));
  };
  for (const { name, stores } of all) {
    const { store, codec } = stores;
    const before = await store.lastPosition();
    await writePeopleLog(store, codec, people);
    let events = 0;
    const began = performance.now();
    for await (const batch of store.readAll(before)) events += batch.length;
    const seconds = (performance.now() - began) / 1000;
    add(name, `read all, ${people} people's log`, events / seconds);
    if (store.positionUnit === "bytes") {
      const bytes = Number((await store.lastPosition()) - before) / events;
      add(name, "an event in its log, without the index", bytes, "bytes/event");
    }
    for (const projection of [directory, audit]) {
      add(name, `${projection.name}: folds alone`, events / (await foldToEnd(stores, projection)));
    }
  }
  for (const clients of clientCounts) {
    const values = all.map((): number[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, { stores }] of all.entries()) {
        const { perSecond } = await appendFor(stores.store, clients, { seconds: 1 });
        values[index]?.push(perSecond);
      }
    }
    for (const [index, { name }] of all.entries()) {
      add(name, `appends of one event, ${clients} at once`, median(values[index] ?? []));
    }
  }
  return rows;
}

/** Names the store, and compares the row with the first store's row of that title. */
function compared(row: Row, rows: readonly Row[], store: string): Row {
  const peer = rows.find(({ name }) => name.startsWith(`${row.name}, `));
  return {
    ...row,
    name: `${row.name}, ${store}`,
    ...(peer === undefined
      ? {}
      : {
          peer: `the same on PostgreSQL (${Math.round(peer.value)}/s)`,
          ratio: row.value / peer.value,
        }),
  };
}

/** Opens an event store by its address, as a process of the benchmark is told it. */
import { eventStoreDbStore } from "../src/eventstore/eventstoredb/store.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { postgresEventStore } from "../src/eventstore/postgres/store.ts";
import { clientConfig, type Connection } from "../src/platform/database/pool.ts";

export type StoreAddress = { readonly connection: Connection } | { readonly eventStoreUrl: string };

export function openStore(address: StoreAddress): EventStore {
  return "connection" in address
    ? postgresEventStore(clientConfig(address.connection))
    : eventStoreDbStore({ connectionString: address.eventStoreUrl });
}

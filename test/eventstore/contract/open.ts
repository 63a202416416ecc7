/** Opens a store of either kind from an address that can be passed to another process. */
import type { ClientConfig } from "pg";
import { eventStoreDbStore } from "../../../src/eventstore/eventstoredb/store.ts";
import type { EventStore } from "../../../src/eventstore/port.ts";
import { postgresEventStore } from "../../../src/eventstore/postgres/store.ts";

export type Address =
  | { readonly adapter: "postgres"; readonly connection: ClientConfig }
  | { readonly adapter: "eventstoredb"; readonly connectionString: string };

export function openStore(address: Address): EventStore {
  return address.adapter === "postgres"
    ? postgresEventStore(address.connection)
    : eventStoreDbStore({ connectionString: address.connectionString });
}

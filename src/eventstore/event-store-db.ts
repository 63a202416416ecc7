/**
 * Opens EventStoreDB as the event store. Its client is loaded only then: that takes as long as a fifth of
 * the start on PostgreSQL alone, and the same in every thread of an export.
 */
import type { EventStore } from "./port.ts";

export async function eventStoreDb(connectionString: string): Promise<EventStore> {
  const { eventStoreDbStore } = await import("./eventstoredb/store.ts");
  return eventStoreDbStore({ connectionString });
}

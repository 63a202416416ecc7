/**
 * Opens the EventStoreDB client and works around three faults in it (found in the source of
 * `@eventstore/db-client` 6.2.1, which is pinned exactly).
 */
import { EventStoreDBClient } from "@eventstore/db-client";
import { StartupError } from "../../platform/startup-error.ts";

/** How long one call may wait for an answer. */
export const deadlineMs = 10_000;

/** Members that the client's types hide. */
interface Hidden {
  supports: () => Promise<boolean>;
  handleError: (client: unknown, error: Error) => Promise<void>;
  getChannel: () => Promise<{ close(): void }>;
}

export interface OpenClient {
  readonly client: EventStoreDBClient;
  readonly close: () => Promise<void>;
}

/**
 * @param connectionString `esdb://host:2113?tls=false`, or with `+discover` for a cluster;
 *   `kurrentdb://` means the same.
 * @throws StartupError if it is malformed
 */
export function openClient(connectionString: string): OpenClient {
  const client = clientAt(connectionString);
  const hidden = client as unknown as Hidden;

  // The client's batch append shares one stream among all appends: a lost answer leaves its promise
  // pending forever, and a stream that breaks under back pressure causes an unhandled rejection, which
  // ends the process. Without it the client makes one call per append, with a deadline.
  hidden.supports = () => Promise.resolve(false);

  // The client does not await it: if no other node of the cluster is found either, the rejection would
  // end the process. The call that needs the node reports the same failure to its caller.
  const handleError = hidden.handleError;
  hidden.handleError = (grpcClient, error) => handleError(grpcClient, error).catch(() => undefined);

  return {
    client,
    async close() {
      await client.dispose();
      // dispose() ends the streams but leaves the connection open.
      const channel = await hidden.getChannel().catch(() => undefined);
      channel?.close();
    },
  };
}

function clientAt(connectionString: string): EventStoreDBClient {
  const esdb = connectionString.replace(/^kurrentdb(?=\+discover:|:)/, "esdb");
  try {
    return EventStoreDBClient.connectionString(esdb);
  } catch {
    // The client's own message repeats a part of the string, which may hold a password.
    throw new StartupError(
      "EVENTSTORE_URL must look like esdb://host:2113?tls=false, or esdb+discover://name:2113 for a cluster",
    );
  }
}

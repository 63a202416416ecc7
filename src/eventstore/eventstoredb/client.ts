/**
 * Opens the EventStoreDB client and works around faults in it (found in the source of
 * `@eventstore/db-client` 6.2.1, which is pinned exactly).
 */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { BACKWARDS, END, EventStoreDBClient, UnavailableError } from "@eventstore/db-client";
import { StartupError } from "../../platform/startup-error.ts";
import { isLate, within } from "./failures.ts";

/** How long one call may wait for an answer. A leader that hangs is given up after this time. */
export const deadlineMs = 3_000;

/** A lost connection is replaced at most once in this time. */
const replaceMs = 500;

/** What the client's types hide. */
interface GrpcChannel {
  close(): void;
}
interface Hidden {
  supports: () => Promise<boolean>;
  createChannel: () => Promise<GrpcChannel>;
  getChannel: () => Promise<GrpcChannel>;
  handleError: (client: { getChannel(): GrpcChannel }, error: Error) => Promise<void>;
  shouldReconnect: (error: Error) => [isNeeded: boolean, leader?: unknown];
}

/** The connection that the client uses at a moment. */
export interface Connection {
  /** Aborts when the client gives the connection up: its streams would stay silent. */
  readonly lost: AbortSignal;
  /** Makes the client look for the leader anew. Does nothing if it already has. */
  readonly giveUp: () => void;
}

export interface OpenClient {
  readonly client: EventStoreDBClient;
  readonly connection: () => Connection;
  readonly close: () => Promise<void>;
}

/**
 * @param connectionString `esdb://host:2113?tls=false`, or with `+discover` for a cluster;
 *   `kurrentdb://` means the same.
 * @throws StartupError if it is malformed or names a file that is missing
 */
export function openClient(connectionString: string): OpenClient {
  const client = clientAt(connectionString);
  const hidden = client as unknown as Hidden;
  const { createChannel, handleError, shouldReconnect } = hidden;
  let channel: GrpcChannel | undefined;
  let loss = new AbortController();
  let replacedAt = -replaceMs;

  // The client's batch append shares one stream among all appends: a lost answer leaves its promise
  // pending forever, and a stream that breaks under back pressure causes an unhandled rejection, which
  // ends the process. Without it the client makes one call per append, with a deadline.
  hidden.supports = () => Promise.resolve(false);

  // While the server is away, the client would open a connection for every failed call.
  hidden.createChannel = async () => {
    const wait = replacedAt + replaceMs - performance.now();
    if (wait > 0) await delay(wait);
    replacedAt = performance.now();
    channel = await createChannel().catch(async (error: Error) => {
      throw new Error(`${error.message} ${await causeAtFirstNode(connectionString)}`);
    });
    return channel;
  };

  // A leader that hangs refuses nothing: only missed deadlines show it.
  hidden.shouldReconnect = (error) => (isLate(error) ? [true] : shouldReconnect(error));

  // The client does not await it: if no other node of the cluster is found either, the rejection would
  // end the process. The call that needs the node reports the same failure to its caller.
  hidden.handleError = async (grpcClient, error) => {
    const failed = grpcClient.getChannel();
    await handleError(grpcClient, error).catch(() => undefined);
    if (failed !== channel || !hidden.shouldReconnect(error)[0]) return;
    channel = undefined;
    const lost = loss;
    loss = new AbortController();
    lost.abort();
  };

  return {
    client,
    connection() {
      const { signal } = loss;
      return {
        lost: signal,
        giveUp() {
          if (signal.aborted || channel === undefined) return;
          const silent = channel;
          void hidden.handleError({ getChannel: () => silent }, new UnavailableError());
        },
      };
    },
    async close() {
      await client.dispose();
      // dispose() ends the streams but leaves the connection open.
      const open = await hidden.getChannel().catch(() => undefined);
      open?.close();
    },
  };
}

/** Discovery hides why no node of a cluster answers, so one node is asked. */
async function causeAtFirstNode(connectionString: string): Promise<string> {
  const [, scheme = "", user = "", host = "", rest = ""] =
    /^(\w+)(?:\+discover)?:\/\/(.*@)?([^,/?]*)[^?]*(.*)$/.exec(connectionString) ?? [];
  const client = clientAt(`${scheme}://${user}${host}${rest}`);
  try {
    const reading = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
    await within(1_000, once(reading, "readable"));
    return `${host} answers, but knows no leader.`;
  } catch (error) {
    return `At ${host}: ${(error as Error).message}`;
  } finally {
    await client.dispose();
    await (client as unknown as Hidden).getChannel().then((open) => open.close());
  }
}

function clientAt(connectionString: string): EventStoreDBClient {
  const esdb = connectionString.replace(/^kurrentdb(?=\+discover:|:)/, "esdb");
  try {
    return EventStoreDBClient.connectionString(withShortGossip(esdb));
  } catch (error) {
    // The client's own messages about the string repeat a part of it, which may hold a password.
    throw new StartupError(
      isAboutFile(error)
        ? "EVENTSTORE_URL names a certificate or key file that cannot be read: check tlsCAFile, userCertFile and userKeyFile"
        : "EVENTSTORE_URL must look like esdb://host:2113?tls=false, or esdb+discover://name:2113 for a cluster",
    );
  }
}

/** Asks a node that hangs for the cluster's leader for one second instead of five, then the next node. */
function withShortGossip(connectionString: string): string {
  if (/[?&]gossip_?-?timeout=/i.test(connectionString)) return connectionString;
  const hosts = connectionString.slice(connectionString.lastIndexOf("@") + 1);
  return `${connectionString}${hosts.includes("?") ? "&" : "?"}gossipTimeout=1`;
}

function isAboutFile(error: unknown): boolean {
  return (
    error instanceof Error && ("syscall" in error || /certificate|userCertFile/.test(error.message))
  );
}

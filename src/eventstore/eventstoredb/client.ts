/**
 * The connection to the leader. The client finds and replaces it (`@eventstore/db-client` 6.2.1, pinned
 * exactly, because this relies on what its types hide); the calls are made from the service definitions that
 * it ships (docs/decisions/0035-calls-of-our-own-to-eventstoredb.md).
 */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { BACKWARDS, END, EventStoreDBClient, UnavailableError } from "@eventstore/db-client";
import definitions from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type { StreamsClient } from "@eventstore/db-client/generated/streams_grpc_pb.js";
import { credentials, type CallOptions, type Channel, type Metadata } from "@grpc/grpc-js";
import { StartupError } from "../../platform/startup-error.ts";
import { toPortError, within } from "./failures.ts";

/** How long one call may wait for an answer. A leader that hangs is given up after this time. */
export const deadlineMs = 3_000;

/** A lost connection is replaced at most once in this time. */
const replaceMs = 500;

/** What the client's types hide. */
interface Hidden {
  createChannel: () => Promise<Channel>;
  getChannel: () => Promise<Channel>;
  handleError: (client: { getChannel(): Channel }, error: Error) => Promise<void>;
  shouldReconnect: (error: Error) => [isNeeded: boolean, leader?: unknown];
  callArguments: (
    base: { requiresLeader: boolean },
    options: CallOptions,
  ) => [Metadata, CallOptions];
}

/** A connection to the leader, until it is given up. */
export interface Connection {
  readonly streams: StreamsClient;
  /** What every call sends: the user, and that only the leader may answer. It ends no call by itself. */
  readonly callArguments: () => [Metadata, CallOptions];
  /** Aborts with the reason when the connection is given up: its calls would stay silent. */
  readonly lost: AbortSignal;
  /** A call has failed: looks for the leader anew if the error shows that this helps. */
  readonly failed: (error: Error) => void;
  /** Looks for the leader anew. Does nothing if that has begun. */
  readonly giveUp: (reason: Error) => void;
}

export interface OpenClient {
  /** The connection in use, or a new one. @throws EventStoreUnavailable */
  readonly connect: () => Promise<Connection>;
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
  const { createChannel } = hidden;
  const connections = new WeakMap<Channel, Connection>();
  let replacedAt = -replaceMs;
  let replacing = Promise.resolve();

  // While the server is away, the client would open a connection for every failed call.
  hidden.createChannel = async () => {
    const wait = replacedAt + replaceMs - performance.now();
    if (wait > 0) await delay(wait);
    replacedAt = performance.now();
    return await createChannel().catch(async (error: Error) => {
      throw new Error(`${error.message} ${await causeAtFirstNode(connectionString)}`);
    });
  };

  function connectionOn(channel: Channel): Connection {
    const losing = new AbortController();
    let isFailed = false;

    /** @param shown tells the client whether it may go back to the same node */
    function replace(reason: Error, shown: Error): void {
      if (isFailed) return;
      isFailed = true;
      replacing = hidden
        .handleError({ getChannel: () => channel }, shown)
        // If no other node of the cluster is found either, the next call reports that.
        .catch(() => undefined)
        .then(() => losing.abort(reason));
    }

    return {
      streams: new definitions.StreamsClient("", credentials.createInsecure(), {
        channelOverride: channel,
      }),
      callArguments: () => hidden.callArguments({ requiresLeader: true }, { deadline: Infinity }),
      lost: losing.signal,
      failed(error) {
        if (hidden.shouldReconnect(error)[0]) replace(error, error);
      },
      giveUp: (reason) => replace(reason, new UnavailableError()),
    };
  }

  return {
    async connect() {
      await replacing;
      const channel = await hidden.getChannel().catch((error: unknown) => {
        throw toPortError(error);
      });
      const known = connections.get(channel);
      if (known !== undefined) return known;
      const made = connectionOn(channel);
      connections.set(channel, made);
      return made;
    },
    async close() {
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

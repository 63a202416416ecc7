/**
 * A small stand-in for EventStoreDB that speaks its wire protocol, made from the service definitions in the
 * client's package. It shows that adapter and client keep the port's promises on the wire. It is *not*
 * EventStoreDB: it keeps everything in memory, knows only Append, Read and Gossip, and proves nothing about
 * a real server; eventstoredb-real.test.ts does.
 */
import { setTimeout as delay } from "node:timers/promises";
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerReadableStream,
} from "@grpc/grpc-js";
import gossip from "@eventstore/db-client/generated/gossip_grpc_pb.js";
import type { ClusterInfo } from "@eventstore/db-client/generated/gossip_pb.js";
import grpc from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type { AppendReq, AppendResp } from "@eventstore/db-client/generated/streams_pb.js";
import { certificate, privateKey } from "./certificate.ts";
import { createLink, type Link } from "./link.ts";
import { createLog, type Log, type ProposedEvent } from "./log.ts";
import {
  appendAnswer,
  clusterAnswer,
  expectedOf,
  notLeaderError,
  proposedOf,
  streamName,
} from "./messages.ts";
import { answerRead, type ReadCall } from "./reads.ts";

const maximumAppendSize = 1024 * 1024;

export interface StandIn {
  readonly connectionString: string;
  /** The server's log; tests may read it and append to it directly. */
  readonly log: Log;
  /** The positions after which subscriptions started, in order. */
  readonly subscribedAfter: readonly bigint[];
  /** How many subscriptions are open; those of `readAll` are open while it reads. */
  readonly openSubscriptions: () => number;
  /** The connection between clients and server. */
  readonly link: Link;
  /** The server's own port, without the relay. */
  readonly port: number;
  /** The port that it names as the cluster's leader; tests may change it. */
  leaderPort: number;
  /** What the node says to calls that require the leader, besides gossip. Tests may change it. */
  state: "leader" | "follower" | "not ready";
  /** Awaited before each append; tests set it to slow the server down. */
  beforeAppend: () => Promise<void>;
  /** How long the server waits for a commit. On 24.6.0 2 to 3 s; shorter here, so that the tests are quick. */
  commitTimeoutMs: number;
  readonly stop: () => Promise<void>;
}

/** @param password if given, the server speaks TLS and accepts only the user `muster` with this password */
export async function startStandIn(password?: string): Promise<StandIn> {
  const log = createLog();
  const subscribedAfter: bigint[] = [];
  let openSubscriptions = 0;
  const inFlight = new Set<string>();
  const server = new Server({ "grpc.max_receive_message_length": 17 * 1024 * 1024 });
  server.addService(grpc.StreamsService, {
    append: (
      call: ServerReadableStream<AppendReq, AppendResp>,
      answer: sendUnaryData<AppendResp>,
    ) => {
      const refusal = refusalOf(standIn, call.metadata, password);
      if (refusal === undefined) void answerAppend(standIn, inFlight, call, answer);
      else answer(refusal);
    },
    read(call: ReadCall) {
      const refusal = refusalOf(standIn, call.metadata, password);
      if (refusal === undefined) {
        void answerRead(log, call, (position) => {
          subscribedAfter.push(position);
          openSubscriptions += 1;
          call.once("close", () => (openSubscriptions -= 1));
        });
      } else call.emit("error", refusal);
    },
  });
  server.addService(gossip.GossipService, {
    read: (_call: unknown, answer: sendUnaryData<ClusterInfo>) =>
      answer(null, clusterAnswer(standIn.leaderPort)),
  });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials =
      password === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { private_key: Buffer.from(privateKey), cert_chain: Buffer.from(certificate) },
          ]);
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const link = await createLink(port);
  const standIn: StandIn = {
    connectionString: `esdb://127.0.0.1:${link.port}?tls=false`,
    log,
    subscribedAfter,
    openSubscriptions: () => openSubscriptions,
    link,
    port,
    leaderPort: link.port,
    state: "leader",
    beforeAppend: async () => undefined,
    commitTimeoutMs: 200,
    async stop() {
      server.forceShutdown();
      await link.down();
    },
  };
  return standIn;
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

/** As 24.6.0 answers while it starts, and as a follower. */
function refusalOf({ state, leaderPort }: StandIn, metadata: Metadata, password?: string) {
  const isKnown = metadata.get("authorization")[0] === basic(`muster:${password}`);
  if (password !== undefined && !isKnown) return { code: status.UNAUTHENTICATED };
  if (state === "not ready") return { code: status.UNAVAILABLE, details: "Server Is Not Ready" };
  const requiresLeader = metadata.get("requires-leader")[0] === "true";
  return state === "follower" && requiresLeader ? notLeaderError(leaderPort) : undefined;
}

async function answerAppend(
  standIn: StandIn,
  inFlight: Set<string>,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  let options: AppendReq.Options | undefined;
  const proposed: ProposedEvent[] = [];
  try {
    for await (const request of call as AsyncIterable<AppendReq>) {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message !== undefined) proposed.push(proposedOf(message));
    }
  } catch {
    return; // The connection was cut before the request was complete.
  }
  if (options === undefined) return answer({ code: status.INVALID_ARGUMENT });
  const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (size > maximumAppendSize) {
    const metadata = new Metadata();
    metadata.set("exception", "maximum-append-size-exceeded");
    metadata.set("maximum-append-size", String(maximumAppendSize));
    return answer({ code: status.INVALID_ARGUMENT, metadata });
  }
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedOf(options);
  const key = JSON.stringify([stream, expected, proposed.map(({ id }) => id)]);
  if (inFlight.has(key)) {
    // 24.6.0 drops it, because the first one may still fail, and tells nobody until the timeout.
    await delay(standIn.commitTimeoutMs);
    const details = "Operation timed out: Commit phase timeout.";
    return answer({ code: status.ABORTED, details });
  }
  const isStored = standIn.log.read(stream).some(({ id }) => id === proposed[0]?.id);
  if (!isStored) {
    inFlight.add(key);
    await standIn.beforeAppend();
    inFlight.delete(key);
  }
  answer(null, appendAnswer(standIn.log.append(stream, expected, proposed)));
}

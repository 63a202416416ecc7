/**
 * A small stand-in for EventStoreDB that speaks its wire protocol, made from the service definitions in the
 * client's package. It shows that adapter and client keep the port's promises on the wire. It is *not*
 * EventStoreDB: it keeps everything in memory, knows only Append, BatchAppend, Read and Gossip, and proves
 * nothing about a real server; eventstoredb-real.test.ts does.
 */
import {
  type Metadata,
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
import { answerAppends, answerLoneAppend, type AppendCall, type Appending } from "./appends.ts";
import { certificate, privateKey } from "./certificate.ts";
import { createLink, type Link } from "./link.ts";
import { createLog, type Log } from "./log.ts";
import { clusterAnswer, notLeaderError } from "./messages.ts";
import { answerRead, type ReadCall } from "./reads.ts";

export interface StandIn extends Appending {
  /** The server's log; tests may read it and append to it directly. */
  readonly log: Log;
  readonly connectionString: string;
  /** The positions after which subscriptions started, in order. */
  readonly subscribedAfter: readonly bigint[];
  /** How many subscriptions are open; those of `readAll` are open while it reads. */
  readonly openSubscriptions: () => number;
  /** The connection between clients and server. */
  readonly link: Link;
  /** The server's own port, without the relay. */
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * @param password if given, the server speaks TLS and accepts only the user `muster` with this password
 * @param log of another stand-in, if they are nodes of one cluster
 */
export async function startStandIn(password?: string, log = createLog()): Promise<StandIn> {
  const subscribedAfter: bigint[] = [];
  let openSubscriptions = 0;
  const inFlight = new Set<string>();
  const server = new Server({ "grpc.max_receive_message_length": 17 * 1024 * 1024 });
  server.addService(grpc.StreamsService, {
    append: (
      call: ServerReadableStream<AppendReq, AppendResp>,
      answer: sendUnaryData<AppendResp>,
    ) => void answerLoneAppend(standIn, call, answer),
    batchAppend(call: AppendCall) {
      standIn.calls.batchAppend += 1;
      if (isKnown(call.metadata, password)) answerAppends(standIn, inFlight, call);
      else call.emit("error", { code: status.UNAUTHENTICATED });
    },
    read(call: ReadCall) {
      const options = call.request.getOptions();
      if (options?.hasStream() === true) standIn.calls.readStream += 1;
      else if (options?.hasSubscription() === false) standIn.calls.readLog += 1;
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
    beforeAnswer: async () => undefined,
    calls: { readStream: 0, readLog: 0, batchAppend: 0, appends: 0 },
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

function isKnown(metadata: Metadata, password?: string): boolean {
  return password === undefined || metadata.get("authorization")[0] === basic(`muster:${password}`);
}

/** As 24.6.0 answers while it starts, and as a follower. */
function refusalOf({ state, leaderPort }: StandIn, metadata: Metadata, password?: string) {
  if (!isKnown(metadata, password)) return { code: status.UNAUTHENTICATED };
  if (state === "not ready") return { code: status.UNAVAILABLE, details: "Server Is Not Ready" };
  const requiresLeader = metadata.get("requires-leader")[0] === "true";
  return state === "follower" && requiresLeader ? notLeaderError(leaderPort) : undefined;
}

/**
 * Puts a link in front of every node of a real EventStoreDB cluster, so that tests can cut them. Clients find
 * nodes by gossip and then connect to the addresses named there. So the tests' clients get the real gossip
 * with each node's address replaced by its link's. Only a node that has lost its lead tells them a real
 * address: from then on, those clients go past the links.
 */
import {
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServiceError,
} from "@grpc/grpc-js";
import gossip from "@eventstore/db-client/generated/gossip_grpc_pb.js";
import type { ClusterInfo, EndPoint } from "@eventstore/db-client/generated/gossip_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import { createLink, type Link } from "./link.ts";
import type { Linked } from "./subject.ts";

const gossipTimeoutMs = 2_000;

/**
 * The links are one to each node, and one to the gossip.
 * @param seeds `host:port` of nodes of one insecure cluster; the others are found by gossip
 * @param direct a connection string without links
 */
export async function linkCluster(seeds: readonly string[], direct: string): Promise<Linked> {
  const links = new Map<string, Link>();
  for (const endPoint of endPointsIn(await gossipFrom(seeds))) {
    links.set(nameOf(endPoint), await createLink(endPoint.getPort(), endPoint.getAddress()));
  }
  const server = new Server();
  server.addService(gossip.GossipService, {
    read(_call: unknown, answer: sendUnaryData<ClusterInfo>) {
      gossipFrom(seeds).then(
        (cluster) => answer(null, throughLinks(cluster, links)),
        (error: Error) => answer({ code: status.UNAVAILABLE, details: error.message }),
      );
    },
  });
  const front = await createLink(await listen(server));
  const toNodes = [...links.values()];
  const all = [...toNodes, front];
  return {
    links: all,
    toNodes,
    connectionString: `esdb+discover://127.0.0.1:${front.port}?tls=false`,
    direct,
    async stop() {
      server.forceShutdown();
      await Promise.all(all.map((link) => link.down()));
    },
  };
}

/** @throws Error if no seed answers */
async function gossipFrom(seeds: readonly string[]): Promise<ClusterInfo> {
  const failures: string[] = [];
  for (const seed of seeds) {
    try {
      return await gossipOf(seed);
    } catch (error) {
      failures.push(`${seed}: ${(error as ServiceError).details}`);
    }
  }
  throw new Error(`no node of the cluster answers (${failures.join("; ")})`);
}

function gossipOf(seed: string): Promise<ClusterInfo> {
  const client = new gossip.GossipClient(seed, credentials.createInsecure());
  const deadline = Date.now() + gossipTimeoutMs;
  const reading = new Promise<ClusterInfo>((resolve, reject) => {
    client.read(new shared.Empty(), new Metadata(), { deadline }, (error, cluster) =>
      error === null ? resolve(cluster) : reject(error),
    );
  });
  return reading.finally(() => client.close());
}

function endPointsIn(cluster: ClusterInfo): readonly EndPoint[] {
  return cluster.getMembersList().flatMap((member) => member.getHttpEndPoint() ?? []);
}

function nameOf(endPoint: EndPoint): string {
  return `${endPoint.getAddress()}:${endPoint.getPort()}`;
}

function throughLinks(cluster: ClusterInfo, links: ReadonlyMap<string, Link>): ClusterInfo {
  for (const endPoint of endPointsIn(cluster)) {
    const link = links.get(nameOf(endPoint));
    if (link === undefined) throw new Error(`${nameOf(endPoint)} joined the cluster meanwhile`);
    endPoint.setAddress("127.0.0.1").setPort(link.port);
  }
  return cluster;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

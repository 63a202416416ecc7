/** Real event stores for tests: the one at TEST_EVENTSTORE_URL, or one of each engine in a container. */
import { linkCluster } from "./cluster.ts";
import { createLink } from "./link.ts";
import { linkedNode, type Linked } from "./subject.ts";

export interface RealServer {
  readonly name: string;
  /** Puts links in front of it. */
  readonly link: () => Promise<Linked>;
  readonly stop: () => Promise<void>;
}

/** What the tests start if they may; docker-compose.yml runs the same. */
export const images = [
  { image: "eventstore/eventstore:24.10.14", prefix: "EVENTSTORE" },
  { image: "kurrentplatform/kurrentdb:26.0.2", prefix: "KURRENTDB" },
] as const;

/**
 * The servers, or a sentence that says why there are none. If there is a container runtime but it cannot
 * start a server, that is an error, not a reason.
 */
export async function realServers(): Promise<readonly RealServer[] | string> {
  const url = process.env["TEST_EVENTSTORE_URL"];
  return url ? [serverAt(url)] : await serversInContainers();
}

/** The tests relay connections in order to cut them, so there is no TLS. */
export function serverAt(url: string): RealServer {
  const [, scheme, hosts = ""] =
    /^((?:esdb|kurrentdb)(?:\+discover)?):\/\/([^:/@,?]+:\d+(?:,[^:/@,?]+:\d+)*)\/?\?tls=false$/.exec(
      url,
    ) ?? [];
  if (scheme === undefined) {
    throw new Error(
      "TEST_EVENTSTORE_URL must look like esdb://host:2113?tls=false; for a cluster like esdb://a:2113,b:2113,c:2113?tls=false or esdb+discover://name:2113?tls=false",
    );
  }
  const stop = async () => undefined;
  const seeds = hosts.split(",");
  if (seeds.length > 1 || scheme.endsWith("+discover")) {
    return { name: "a real cluster", link: () => linkCluster(seeds, url), stop };
  }
  const [host = "", port] = hosts.split(":");
  return { name: "a real server", link: () => linkNode(Number(port), host), stop };
}

async function linkNode(port: number, host: string): Promise<Linked> {
  return linkedNode(await createLink(port, host));
}

async function serversInContainers(): Promise<readonly RealServer[] | string> {
  // Imported only when needed, because it takes a second.
  const { getContainerRuntimeClient } = await import("testcontainers");
  try {
    await getContainerRuntimeClient();
  } catch {
    return "TEST_EVENTSTORE_URL is not set and no container runtime was found";
  }
  return Promise.all(images.map(serverInContainer));
}

async function serverInContainer({ image, prefix }: (typeof images)[number]): Promise<RealServer> {
  const { KurrentDbContainer } = await import("@testcontainers/kurrentdb");
  const container = await new KurrentDbContainer(image)
    .withEnvironment({
      [`${prefix}_CLUSTER_SIZE`]: "1",
      [`${prefix}_INSECURE`]: "true",
      [`${prefix}_MEM_DB`]: "true",
      [`${prefix}_RUN_PROJECTIONS`]: "None",
      [`${prefix}_START_STANDARD_PROJECTIONS`]: "false",
    })
    .start();
  return {
    name: image,
    link: () => linkNode(container.getFirstMappedPort(), container.getHost()),
    stop: async () => void (await container.stop()),
  };
}

/** A real EventStoreDB for tests: the one at TEST_EVENTSTORE_URL, or one in a container. */

export interface RealServer {
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * The server, or a sentence that says why there is none. If there is a container runtime but it cannot start
 * the server, that is an error, not a reason.
 */
export async function realServer(): Promise<RealServer | string> {
  const url = process.env["TEST_EVENTSTORE_URL"];
  return url ? serverAt(url) : await serverInContainer();
}

/** The tests relay the connection in order to cut it, so the URL has one address and no TLS. */
function serverAt(url: string): RealServer {
  const [, host, port] = /^esdb:\/\/([^:/@,]+):(\d+)\/?\?tls=false$/.exec(url) ?? [];
  if (host === undefined || port === undefined) {
    throw new Error("TEST_EVENTSTORE_URL must look like esdb://host:2113?tls=false");
  }
  return { host, port: Number(port), stop: async () => undefined };
}

async function serverInContainer(): Promise<RealServer | string> {
  // Imported only when needed, because it takes a second.
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import("testcontainers");
  try {
    await getContainerRuntimeClient();
  } catch {
    return "TEST_EVENTSTORE_URL is not set and no container runtime was found";
  }
  const container = await new GenericContainer("eventstore/eventstore:24.10")
    .withEnvironment({
      EVENTSTORE_CLUSTER_SIZE: "1",
      EVENTSTORE_INSECURE: "true",
      EVENTSTORE_MEM_DB: "true",
      EVENTSTORE_RUN_PROJECTIONS: "None",
    })
    .withExposedPorts(2113)
    .withWaitStrategy(
      Wait.forHttp("/health/live", 2113).forStatusCodeMatching((code) => code >= 200 && code < 300),
    )
    .withStartupTimeout(120_000)
    .start();
  return {
    host: container.getHost(),
    port: container.getMappedPort(2113),
    async stop() {
      await container.stop();
    },
  };
}

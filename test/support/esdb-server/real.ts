/** A real EventStoreDB for tests: the one at TEST_EVENTSTORE_URL, or one in a container. */

export interface RealServer {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * The server, or in one sentence why there is none. A container runtime that is there and fails to
 * start the server is an error, not a reason.
 */
export async function realServer(): Promise<RealServer | string> {
  const url = process.env["TEST_EVENTSTORE_URL"];
  if (url) return { connectionString: url, stop: async () => undefined };
  // Imported only here: it takes a second.
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
    connectionString: `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`,
    async stop() {
      await container.stop();
    },
  };
}

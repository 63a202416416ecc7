/** Serves the metrics at a separate port, which only the collector should be able to reach. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "../../platform/metrics.ts";
import { holdsMetricsToken } from "./metrics.ts";

export interface MetricsListener {
  readonly url: string;
  close(): Promise<void>;
}

/** @param token required here too, if there is one */
export async function listenForMetrics(
  metrics: Metrics,
  token: string | undefined,
  host: string,
  port: number,
): Promise<MetricsListener> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    answer(metrics, token, request, response).catch(() => response.destroy());
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, host, resolve);
  await promise;
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`,
    async close() {
      const { promise: closed, resolve: done } = Promise.withResolvers<void>();
      server.close(() => done());
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  metrics: Metrics,
  token: string | undefined,
  { method, url = "", headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("cache-control", "no-store");
  if (url.split("?")[0] !== "/metrics" || (method !== "GET" && method !== "HEAD")) {
    response.writeHead(404).end();
  } else if (token !== undefined && !holdsMetricsToken(headers.authorization, token)) {
    response.writeHead(401, { "www-authenticate": 'Bearer realm="muster"' }).end();
  } else {
    response.setHeader("content-type", metrics.contentType);
    response.end(await metrics.text());
  }
}

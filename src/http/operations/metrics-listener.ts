/** Serves the metrics at a separate port, which only the collector should be able to reach. */
import { fastify } from "fastify";
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
  const app = fastify({ requestTimeout: 10_000, forceCloseConnections: true });
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
  });
  app.get("/metrics", async ({ headers }, reply) => {
    if (token !== undefined && !holdsMetricsToken(headers.authorization, token)) {
      return reply.code(401).header("www-authenticate", 'Bearer realm="muster"').send();
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
  return { url: await app.listen({ host, port }), close: () => app.close() };
}

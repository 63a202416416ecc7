/** `Muster-Min-Position`: a read waits until this position is visible. */
import type { FastifyInstance } from "fastify";
import { invalidAt } from "../../commands/kit/rejected-error.ts";
import { readMilliseconds, waitUntilVisible } from "../../commands/kit/wait-until-visible.ts";

export function usePositions(app: FastifyInstance): void {
  app.addHook("preHandler", async ({ headers, method, server }) => {
    const header = headers["muster-min-position"];
    if (header === undefined || (method !== "GET" && method !== "HEAD")) return;
    if (typeof header !== "string" || !/^\d{1,18}$/.test(header)) {
      const detail = "must be a decimal position";
      throw invalidAt("Muster-Min-Position", detail, `Muster-Min-Position ${detail}.`);
    }
    const { directory } = server.services;
    const detail = `Position ${header} is not visible yet. Try again.`;
    await waitUntilVisible(directory, BigInt(header), detail, readMilliseconds);
  });
}

/** `Muster-Min-Position`: a read waits until what was written before is visible. */
import type { FastifyInstance } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";

const patienceMilliseconds = 5_000;

export function usePositions(app: FastifyInstance): void {
  app.addHook("preHandler", async ({ headers, method, server }) => {
    const header = headers["muster-min-position"];
    if (header === undefined || (method !== "GET" && method !== "HEAD")) return;
    if (typeof header !== "string" || !/^\d{1,18}$/.test(header)) {
      const detail = "must be a decimal position";
      throw new RejectedError("invalid-input", `Muster-Min-Position ${detail}.`, {
        faults: [{ pointer: "Muster-Min-Position", detail }],
      });
    }
    if (!(await server.services.directory.waitFor(BigInt(header), patienceMilliseconds))) {
      throw new RejectedError(
        "not-yet-visible",
        `Position ${header} is not visible yet; try again.`,
      );
    }
  });
}

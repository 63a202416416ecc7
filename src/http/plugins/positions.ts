/** `Muster-Min-Position`: a read waits until this position is visible. */
import type { FastifyInstance } from "fastify";
import { invalidAt } from "../../commands/kit/rejected-error.ts";
import { position } from "../../domain/primitives.ts";
import { readMilliseconds, waitUntilVisible } from "../../commands/kit/wait-until-visible.ts";

export function usePositions(app: FastifyInstance): void {
  app.addHook("preHandler", async ({ headers, method, server }) => {
    const header = headers["muster-min-position"];
    if (header === undefined || (method !== "GET" && method !== "HEAD")) return;
    const { data: asked } = position.safeParse(header);
    if (asked === undefined) {
      const detail = "must be a decimal position";
      throw invalidAt("Muster-Min-Position", detail, `Muster-Min-Position ${detail}.`);
    }
    const { directory } = server.services;
    const detail = `Position ${asked} is not visible yet. Try again.`;
    await waitUntilVisible(directory, asked, detail, readMilliseconds);
  });
}

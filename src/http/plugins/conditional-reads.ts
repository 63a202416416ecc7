/** `If-None-Match` (RFC 9110, 13.1.2): a client that has the answer already gets 304 without a body. */
import type { FastifyInstance } from "fastify";
import { isUnsafe } from "../kit/command-context.ts";
import { isNamedBy } from "../kit/if-match.ts";

export function useConditionalReads(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const known = request.headers["if-none-match"];
    const tag = reply.getHeader("etag");
    // Files are streams, which @fastify/static compares.
    const isComparable = typeof payload === "string" && typeof tag === "string";
    if (known === undefined || !isComparable || isUnsafe(request)) return payload;
    if (reply.statusCode !== 200 || !isNamedBy(known, tag)) return payload;
    reply.code(304).removeHeader("content-type");
    // Fastify takes the body of an answer to HEAD away itself.
    return request.method === "HEAD" ? payload : null;
  });
}

/**
 * Conditions of reads (RFC 9110, 13.1): a client that has the answer already gets 304 without a body
 * (`If-None-Match`), and one that wants another is refused (`If-Match`).
 */
import type { FastifyInstance } from "fastify";
import { RejectedError } from "../../commands/kit/rejected-error.ts";
import { isUnsafe } from "../kit/command-context.ts";
import { isNamedBy } from "../kit/if-match.ts";

export function useConditionalReads(app: FastifyInstance): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    const { "if-match": wanted, "if-none-match": known } = request.headers;
    if (wanted === undefined && known === undefined) return done();
    const tag = reply.getHeader("etag");
    // Files are streams, which @fastify/static compares.
    const isComparable = typeof payload === "string" && typeof tag === "string";
    if (!isComparable || isUnsafe(request) || reply.statusCode !== 200) return done();
    if (wanted !== undefined && !isNamedBy(wanted, tag, "strong")) {
      throw new RejectedError("precondition-failed", "The resource has another ETag.");
    }
    if (known === undefined || !isNamedBy(known, tag, "weak")) return done();
    reply.code(304).removeHeader("content-type");
    // Fastify takes the body of an answer to HEAD away itself.
    done(null, request.method === "HEAD" ? payload : null);
  });
}

/**
 * `Idempotency-Key`: a repeated request gets the first answer and changes nothing, if the caller still has
 * the rights that the first request needed.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  claimKey,
  digestRequest,
  holdKey,
  holdSeconds,
  keepAnswer,
  type KeptAnswer,
  type KeyedRequest,
  releaseKey,
} from "../../commands/kit/idempotency.ts";
import { idsFromKey } from "../../commands/kit/ids.ts";
import { collectRights } from "../../commands/kit/asked-rights.ts";
import { askAgain, rightsLeft } from "../../commands/kit/ask-again.ts";
import { contextOf, isUnsafe } from "../kit/command-context.ts";
import { invalidHeader } from "../kit/input.ts";
import { toProblem } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Fields of the answer that are not stored, so a repeated answer omits them. */
    secretFields?: readonly string[];
  }
  interface FastifyRequest {
    keyed: KeyedRequest | undefined;
    /** Holds the key while the request runs. */
    keyHold: NodeJS.Timeout | undefined;
  }
}

const keptHeaders = [
  "content-type",
  "content-security-policy",
  "location",
  "etag",
  "muster-position",
  "muster-subject",
  "retry-after",
];

/** Is this the answer for every repeat? Other answers are not kept: the next try may succeed. */
const isFinal = (status: number): boolean => status < 500 && status !== 401 && status !== 429;

export function useIdempotency(app: FastifyInstance): void {
  app.decorateRequest("keyed", undefined);
  app.decorateRequest("keyHold", undefined);

  app.addHook("preHandler", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    if (key === undefined || !isUnsafe(request) || request.is404) return;
    const keyed = keyedRequest(request, key);
    const { pool, clock } = request.server.services;
    const now = clock().toISOString();
    const claim = await claimKey(pool, keyed, now);
    if (claim.kind === "RUN") {
      request.keyed = keyed;
      request.keyHold = setInterval(() => {
        // If it fails, a repeat may run beside this request. Both make the same events.
        holdKey(pool, keyed, clock().toISOString()).catch(() => undefined);
      }, holdSeconds * 1000).unref();
      const scope = `${keyed.caller}\n${keyed.route}\n${keyed.key}`;
      request.isResumed = claim.firstSeenAt !== now;
      request.asked = collectRights();
      request.ids = idsFromKey(scope, new Date(claim.firstSeenAt));
      return;
    }
    await askAgain(contextOf(request), claim.answer.rights);
    const { body } = claim.answer;
    replay(reply, claim.answer);
    return reply.serializer((text: unknown) => String(text)).send(body === "" ? undefined : body);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { keyed } = request;
    if (keyed === undefined) return;
    request.keyed = undefined;
    clearInterval(request.keyHold);
    try {
      return await keepFor(keyed, request, reply, payload);
    } catch (error) {
      // Fastify would send the error itself with the status of a refusal that is being answered.
      forgetHeaders(reply);
      return toProblem(error, request, reply);
    }
  });
}

/** @returns the body of the answer that is kept already, if there is one */
async function keepFor(
  keyed: KeyedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<string | undefined> {
  const { pool, clock } = request.server.services;
  if (!isFinal(reply.statusCode)) {
    await releaseKey(pool, keyed, clock().toISOString());
    return undefined;
  }
  const body = keptBody(payload, request.routeOptions.config.secretFields);
  const rights = await rightsLeft(contextOf(request), request.asked?.list() ?? []);
  const answer = { status: reply.statusCode, headers: headersOf(reply), body, rights };
  const earlier = await keepAnswer(pool, keyed, answer);
  if (earlier === undefined) return undefined;
  forgetHeaders(reply);
  replay(reply, earlier);
  return earlier.body;
}

function forgetHeaders(reply: FastifyReply): void {
  for (const name of keptHeaders) reply.removeHeader(name);
}

function replay(reply: FastifyReply, { status, headers }: KeptAnswer): void {
  reply.code(status).headers(headers).header("idempotency-replayed", "true");
}

function keyedRequest({ caller, method, routeOptions, url, body }: FastifyRequest, key: unknown) {
  if (typeof key !== "string" || !/^[\x20-\x7e]{1,200}$/.test(key)) {
    throw invalidHeader("Idempotency-Key", "must be 1 to 200 printable ASCII characters");
  }
  const requestDigest = digestRequest(method, url, JSON.stringify(body) ?? "");
  return {
    // Keys are separate for each credential, because a person's credentials differ in their rights.
    // Anonymous callers are told apart by their requests, so that one cannot block another's key.
    caller: `${caller.userId} ${caller.via === "SYSTEM" ? requestDigest : (caller.tokenId ?? caller.organizationId ?? (caller.scopes === undefined ? "session" : "account"))}`,
    route: `${method} ${routeOptions.url ?? ""}`,
    // A client's key may contain personal data; only its digest is stored.
    key: digestRequest(key),
    requestDigest,
  };
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    keptHeaders
      .filter((name) => reply.hasHeader(name))
      .map((name) => [name, String(reply.getHeader(name))]),
  );
}

function keptBody(payload: unknown, secretFields: readonly string[] | undefined): string {
  const text = typeof payload === "string" ? payload : "";
  if (secretFields === undefined || text === "") return text;
  const answer = JSON.parse(text) as Record<string, unknown>;
  for (const field of secretFields) delete answer[field];
  return JSON.stringify(answer);
}

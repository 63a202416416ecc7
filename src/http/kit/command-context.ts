/** A command's run, made of the request: caller, correlation, ids, `If-Match`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CommandResult, Ids, CommandContext } from "../../commands/kit/context.ts";
import { randomIds } from "../../commands/kit/ids.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Derived from the idempotency key where there is one. */
    ids: Ids | undefined;
    /** Was it begun before, under the same key, and never answered? */
    isRepeat: boolean;
  }
}

export function useCommandContext(app: FastifyInstance): void {
  app.decorateRequest("ids", undefined);
  app.decorateRequest("isRepeat", false);
}

export function contextOf(request: FastifyRequest): CommandContext {
  const { services } = request.server;
  return {
    services,
    caller: request.caller,
    correlationId: request.id,
    isRepeat: request.isRepeat,
    ids: request.ids ?? randomIds(services.clock),
    at: services.clock().toISOString(),
    ifMatch: ifMatchOf(request),
  };
}

/** Tells the position at which a command's change is visible. */
export function done(reply: FastifyReply, { position }: CommandResult): void {
  reply.header("muster-position", position.toString());
}

/** 204: done, and nothing to say. */
export function noContent(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

/** The revision of a single resource. */
export function etag(reply: FastifyReply, revision: number): void {
  reply.header("etag", `"${revision}"`);
}

/** Revisions of which one must be the current; weak or unknown tags match none (RFC 9110, 13.1.1). */
function ifMatchOf({ headers }: FastifyRequest): readonly number[] | undefined {
  const header = headers["if-match"];
  if (header === undefined || header.trim() === "*") return undefined;
  return [...header.matchAll(/(?:^|,)\s*"(\d{1,9})"\s*(?=,|$)/g)].map(([, revision]) =>
    Number(revision),
  );
}

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export function commandOf({ method, routeOptions }: FastifyRequest): string | undefined {
  return unsafe.has(method) ? routeOptions.schema?.operationId : undefined;
}

/** A request as commands and views see it: caller, correlation, ids, `If-Match`; and how it runs a command. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CommandResult, Ids, CommandContext } from "../../commands/kit/context.ts";
import { randomIds } from "../../commands/kit/ids.ts";
import { execute } from "../../commands/kit/wait-until-visible.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Derived from the idempotency key where there is one. */
    ids: Ids | undefined;
    /** Was it begun before, under the same key, and never answered? */
    isResumed: boolean;
  }
}

export function useCommandContext(app: FastifyInstance): void {
  app.decorateRequest("ids", undefined);
  app.decorateRequest("isResumed", false);
}

export function contextOf(request: FastifyRequest): CommandContext {
  const { services } = request.server;
  return {
    services,
    caller: request.caller,
    correlationId: request.id,
    isResumed: request.isResumed,
    ids: request.ids ?? randomIds(services.clock),
    at: services.clock().toISOString(),
    ifMatch: ifMatchOf(request),
  };
}

/** Runs a command for the request and tells the position at which its change is visible. */
export async function run<Input extends readonly unknown[], Result extends CommandResult>(
  request: FastifyRequest,
  reply: FastifyReply,
  command: (context: CommandContext, ...input: Input) => Promise<Result>,
  ...input: Input
): Promise<Result> {
  const result = await execute(contextOf(request), command, ...input);
  reply.header("muster-position", result.position.toString());
  return result;
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

/** May the request change something? */
export const isUnsafe = ({ method }: FastifyRequest): boolean => unsafe.has(method);

export function commandOf(request: FastifyRequest): string | undefined {
  return isUnsafe(request) ? request.routeOptions.schema?.operationId : undefined;
}

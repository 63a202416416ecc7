/** Makes the command context of a request (caller, correlation, ids, `If-Match`) and runs its command. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RightsCollector } from "../../commands/kit/asked-rights.ts";
import type { CommandResult, Ids, CommandContext } from "../../commands/kit/context.ts";
import { randomIds } from "../../commands/kit/ids.ts";
import { execute } from "../../commands/kit/wait-until-visible.ts";
import { requireComparable, revisionsIn } from "./if-match.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Derived from the idempotency key, if the request has one. */
    ids: Ids | undefined;
    /** Was it started before under the same idempotency key, without an answer? */
    isResumed: boolean;
    /** The rights that its command has asked for, if the request has an idempotency key. */
    asked: RightsCollector | undefined;
  }
}

export function useCommandContext(app: FastifyInstance): void {
  app.decorateRequest("ids", undefined);
  app.decorateRequest("isResumed", false);
  app.decorateRequest("asked", undefined);
  app.addHook("preValidation", (request, _reply, done) => {
    if (isUnsafe(request) && !request.is404) requireComparable(request);
    done();
  });
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
    asked: request.asked,
    ifMatch: revisionsIn(request.headers["if-match"]),
  };
}

/** Runs the request's command and answers its position in `Muster-Position`. */
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

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Can the request's method change something? */
export const isUnsafe = ({ method }: FastifyRequest): boolean => unsafe.has(method);

/** The operation id of a request that runs a command. */
export function commandOf(request: FastifyRequest): string | undefined {
  return isUnsafe(request) ? request.routeOptions.schema?.operationId : undefined;
}

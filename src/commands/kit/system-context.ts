/** The command context for work of the system itself: on a timer, or started by an operator. */
import { systemId } from "../../domain/primitives.ts";
import type { Actor } from "../../eventstore/codec.ts";
import type { CommandContext, Services } from "./context.ts";
import { randomIds } from "./ids.ts";

/** The system, as the log records it. */
export const systemActor: Actor = { userId: systemId, via: "SYSTEM" };

export function systemContext(services: Services): CommandContext {
  const ids = randomIds(services.clock);
  return {
    services,
    caller: { userId: systemId, via: "SYSTEM" },
    correlationId: ids.next(),
    ids,
    at: services.clock().toISOString(),
  };
}

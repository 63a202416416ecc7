/** A run of the system's own: what it does by itself, on a timer or at an operator's word. */
import { systemId } from "../../domain/primitives.ts";
import type { Actor } from "../../eventstore/codec.ts";
import type { CommandContext, Services } from "./context.ts";
import { randomIds } from "./ids.ts";

/** How the system signs what it does. */
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

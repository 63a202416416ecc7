/** Waits at the start until the event store answers: after a power cut all servers start together. */
import { setTimeout as delay } from "node:timers/promises";
import { EventStoreUnavailable } from "../eventstore/errors.ts";
import type { EventStore } from "../eventstore/port.ts";
import { StartupError } from "../platform/startup-error.ts";

const pauseMs = 500;

/**
 * @param say tells the operator in one line that it waits
 * @throws StartupError that names the cause
 */
export async function reachEventStore(
  store: Pick<EventStore, "lastPosition">,
  say: (line: string) => void,
  patienceMs = 60_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      await store.lastPosition();
      return;
    } catch (error) {
      const { misconfiguration } = await import("../eventstore/eventstoredb/failures.ts");
      const toChange = misconfiguration(error);
      if (toChange !== undefined) throw new StartupError(toChange);
      if (!(error instanceof EventStoreUnavailable)) throw error;
      if (performance.now() >= end) throw new StartupError(error.message);
      if (attempt === 1) say(`${error.message}; waiting up to ${patienceMs / 1000} seconds`);
    }
    await delay(pauseMs);
  }
}

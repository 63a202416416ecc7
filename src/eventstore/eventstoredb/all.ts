/** Opens `$all`: Muster's streams forwards, filtered by the server, or everything backwards. */
import {
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  BACKWARDS,
  END,
  START,
  streamNameFilter,
} from "@eventstore/db-client";
import { streamCategories } from "../../domain/streams.ts";
import { EventStoreUnavailable } from "../errors.ts";
import type { Position } from "../port.ts";
import { deadlineMs } from "./client.ts";
import { sourceOf, type Source } from "./source.ts";

/** After this many events without a match the server sends a checkpoint. */
const checkpointWindow = 500;

/**
 * Muster's events after a position, and then the new ones. Items without an event are checkpoints: up to
 * there Muster has no more events. They keep the order of the events, so reading can resume from the
 * position of any handled item.
 *
 * @param buffered how many items may wait while the caller works, before the server is held back
 */
export function openForwards(
  client: EventStoreDBClient,
  after: Position,
  buffered: number,
): Source<AllStreamResolvedEvent> {
  const subscription = client.subscribeToAll(
    {
      fromPosition: after === 0n ? START : { commit: after, prepare: after },
      filter: streamNameFilter({
        prefixes: streamCategories.map((category) => `${category}-`),
        maxSearchWindow: checkpointWindow,
        checkpointReached: (stream, position) => {
          const checkpoint: AllStreamResolvedEvent = { commitPosition: position.commit };
          stream.push(checkpoint);
          return Promise.resolve();
        },
      }),
    },
    { highWaterMark: buffered },
  );
  const unconfirmed = setTimeout(() => {
    subscription.destroy(new EventStoreUnavailable(`no subscription within ${deadlineMs} ms`));
  }, deadlineMs).unref();
  subscription.once("confirmation", () => clearTimeout(unconfirmed));
  return sourceOf(subscription, () => subscription.unsubscribe());
}

/** The newest events first, system events included: the client cannot filter here. */
export function openBackwards(
  client: EventStoreDBClient,
  maxCount: number,
): Source<AllStreamResolvedEvent> {
  const reading = client.readAll(
    { direction: BACKWARDS, fromPosition: END, maxCount },
    { highWaterMark: 64 },
  );
  return sourceOf(reading, () => reading.cancel());
}

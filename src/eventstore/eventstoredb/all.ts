/** Opens `$all`: Muster's streams forwards, filtered by the server, or everything backwards. */
import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  FORWARDS,
  type ReadAllOptions,
  START,
  streamNameFilter,
} from "@eventstore/db-client";
import { streamCategories } from "../../domain/streams.ts";
import { EventStoreUnavailable } from "../errors.ts";
import type { Position } from "../port.ts";
import { deadlineMs, type OpenClient } from "./client.ts";
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
  { client, connection }: OpenClient,
  after: Position,
  buffered: number,
): Source<AllStreamResolvedEvent> {
  const used = connection();
  const subscription = client.subscribeToAll(
    {
      requiresLeader: true,
      fromPosition: after === 0n ? START : { commit: after, prepare: after },
      filter: streamNameFilter({
        prefixes: streamCategories.map((category) => `${category}-`),
        maxSearchWindow: checkpointWindow,
        checkpointReached: (stream, position) => {
          const checkpoint: AllStreamResolvedEvent = {
            commitPosition: startIfNone(position.commit),
          };
          stream.push(checkpoint);
          return Promise.resolve();
        },
      }),
    },
    { highWaterMark: buffered },
  );
  const unconfirmed = setTimeout(() => {
    subscription.destroy(new EventStoreUnavailable(`no subscription within ${deadlineMs} ms`));
    used.giveUp();
  }, deadlineMs).unref();
  subscription.once("confirmation", () => clearTimeout(unconfirmed));
  return sourceOf(subscription, () => subscription.unsubscribe(), used);
}

/** Seen on 24.6.0: the first checkpoint of an empty store is at 2^64 - 1. */
function startIfNone(checkpoint: bigint): Position {
  return checkpoint === 2n ** 64n - 1n ? 0n : checkpoint;
}

/** The event at a position, if one begins there, or else a later one. */
export function openAt(opened: OpenClient, position: Position): Source<AllStreamResolvedEvent> {
  const fromPosition = { commit: position, prepare: position };
  return openRead(opened, { direction: FORWARDS, fromPosition, maxCount: 1 });
}

/** The newest events first, system events included: the client cannot filter here. */
export function openBackwards(opened: OpenClient, maxCount: number) {
  return openRead(opened, { direction: BACKWARDS, fromPosition: END, maxCount });
}

function openRead({ client, connection }: OpenClient, options: ReadAllOptions) {
  const used = connection();
  const reading = client.readAll({ ...options, requiresLeader: true }, { highWaterMark: 64 });
  return sourceOf<AllStreamResolvedEvent>(reading, () => reading.cancel(), used);
}

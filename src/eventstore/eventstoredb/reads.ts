/** Reads: one stream, everything after a position, the last position. */
import type {
  AllStreamResolvedEvent,
  EventStoreDBClient,
  ReadStreamOptions,
  ResolvedEvent,
} from "@eventstore/db-client";
import { BACKWARDS, END, StreamNotFoundError } from "@eventstore/db-client";
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";
import { limits, type Position, type StoredRecord } from "../port.ts";
import { openBackwards, openForwards } from "./all.ts";
import { deadlineMs } from "./client.ts";
import { isOurs, later, positionOf, recordsOf, toRecord } from "./records.ts";
import { sourceOf } from "./source.ts";

/** Events of a read that may wait here while those before them are converted. */
const buffered = 256;

export async function wholeStream(
  client: EventStoreDBClient,
  stream: string,
): Promise<readonly StoredRecord[]> {
  const records = await readStream(client, stream, { maxCount: limits.streamEvents + 1 });
  if (records.length <= limits.streamEvents) return records;
  throw new LimitExceeded(
    `streamEvents: stream ${stream} has more than ${limits.streamEvents} events and cannot be read`,
  );
}

/** The event at a revision, by default the newest; undefined when there is none. */
export async function lastOfStream(
  client: EventStoreDBClient,
  stream: string,
  revision?: number,
): Promise<StoredRecord | undefined> {
  const fromRevision = revision === undefined ? END : BigInt(revision);
  const records = await readStream(client, stream, {
    direction: BACKWARDS,
    fromRevision,
    maxCount: 1,
  });
  return records[0];
}

async function readStream(
  client: EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions,
): Promise<readonly StoredRecord[]> {
  const reading = client.readStream(stream, options, { highWaterMark: buffered });
  const source = sourceOf<ResolvedEvent>(reading, () => reading.cancel());
  const records: StoredRecord[] = [];
  try {
    for (;;) {
      const items = await source.next(buffered, deadlineMs);
      if (items.length === 0) return records;
      for (const { event } of items) if (event !== undefined) records.push(toRecord(event));
    }
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  } finally {
    source.close();
  }
}

/**
 * Our events after a position up to the last one there is when it is reached. Reads by subscribing,
 * because only subscriptions are filtered on the server.
 */
export async function* allAfter(
  client: EventStoreDBClient,
  lastPosition: () => Promise<Position>,
  after: Position,
  batchSize: number,
): AsyncGenerator<readonly StoredRecord[]> {
  let end = await lastPosition();
  if (after >= end) return;
  let position = after;
  const source = openForwards(client, after, batchSize);
  try {
    while (position < end) {
      const items = await source.next(batchSize, deadlineMs);
      const last = items.at(-1);
      if (last === undefined) {
        throw new EventStoreUnavailable(`EventStoreDB stopped sending at position ${position}`);
      }
      const records = recordsOf(items, position);
      if (records.length > 0) yield records;
      position = later(position, positionOf(last));
      if (position >= end) end = await lastPosition();
    }
  } finally {
    source.close();
  }
}

/**
 * Answers the position of the last event that is ours. The newest are often the server's own
 * (statistics, every half minute), so each look goes back no further than where the one before began.
 */
export function lastPositionReader(client: EventStoreDBClient): () => Promise<Position> {
  let before = { newest: 0n, ours: 0n };

  function answer(item: AllStreamResolvedEvent | undefined): Position | undefined {
    if (item?.event === undefined) return 0n;
    const { streamId, position } = item.event;
    if (isOurs(streamId)) return position.commit;
    return position.commit === before.newest ? before.ours : undefined;
  }

  return async () => {
    const source = openBackwards(client);
    let newest: Position | undefined;
    try {
      for (;;) {
        const [item] = await source.next(1, deadlineMs);
        newest ??= item === undefined ? 0n : positionOf(item);
        const ours = answer(item);
        if (ours === undefined) continue;
        before = { newest, ours };
        return ours;
      }
    } finally {
      source.close();
    }
  };
}

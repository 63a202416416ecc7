/** Reads: one stream, everything after a position, the last position. */
import {
  type AllStreamResolvedEvent,
  type ReadStreamOptions,
  type ResolvedEvent,
  BACKWARDS,
  END,
  StreamNotFoundError,
} from "@eventstore/db-client";
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";
import { limits, type Position, type StoredRecord } from "../port.ts";
import { openAt, openBackwards, openForwards } from "./all.ts";
import { deadlineMs, type OpenClient } from "./client.ts";
import { isOurs, laterPosition, positionOf, recordsOf, toRecord } from "./records.ts";
import { sourceOf } from "./source.ts";

/** Events of a read that may wait while earlier ones are converted. */
const buffered = 256;

export async function wholeStream(opened: OpenClient, stream: string) {
  const records = await readStream(opened, stream, { maxCount: limits.streamEvents + 1 });
  if (records.length <= limits.streamEvents) return records;
  throw new LimitExceeded(
    `streamEvents: stream ${stream} has more than ${limits.streamEvents} events and cannot be read`,
  );
}

/** The event at a revision, by default the newest; undefined when there is none. */
export async function lastOfStream(
  opened: OpenClient,
  stream: string,
  revision?: number,
): Promise<StoredRecord | undefined> {
  const fromRevision = revision === undefined ? END : BigInt(revision);
  const records = await readStream(opened, stream, {
    direction: BACKWARDS,
    fromRevision,
    maxCount: 1,
  });
  return records[0];
}

async function readStream(
  { client, connection }: OpenClient,
  stream: string,
  options: ReadStreamOptions,
): Promise<readonly StoredRecord[]> {
  const used = connection();
  // A follower may be behind: it would show a stream without its latest events.
  const reading = client.readStream(
    stream,
    { ...options, requiresLeader: true },
    { highWaterMark: buffered },
  );
  const source = sourceOf<ResolvedEvent>(reading, () => reading.cancel(), used);
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

/** The id of the event at a position, if there is one. */
export async function eventIdIn(
  opened: OpenClient,
  position: Position,
): Promise<string | undefined> {
  const source = openAt(opened, position);
  try {
    const [item] = await source.next(1, deadlineMs);
    return item !== undefined && positionOf(item) === position ? item.event?.id : undefined;
  } catch (error) {
    if (isBetweenRecords(error)) return undefined;
    throw error;
  } finally {
    source.close();
  }
}

/** Did the server refuse a position because no record begins there? Seen on 24.6.0, with the code UNKNOWN. */
function isBetweenRecords(error: unknown): boolean {
  return error instanceof Error && error.message.includes("ReadAllResult: InvalidPosition");
}

/**
 * Muster's events after a position, including those appended meanwhile; all batches but the last are full.
 * Reads by subscribing, because the server filters only subscriptions.
 */
export async function* allAfter(
  opened: OpenClient,
  lastPosition: () => Promise<Position>,
  after: Position,
  batchSize: number,
): AsyncGenerator<readonly StoredRecord[]> {
  let end = await lastPosition();
  if (after >= end) return;
  let position = after;
  let batch: StoredRecord[] = [];
  const source = openForwards(opened, after, batchSize);
  try {
    while (position < end) {
      const items = await source.next(batchSize - batch.length, deadlineMs);
      const last = items.at(-1);
      if (last === undefined) {
        throw new EventStoreUnavailable(`EventStoreDB stopped sending at position ${position}`);
      }
      batch.push(...recordsOf(items, position));
      position = laterPosition(position, positionOf(last));
      if (position >= end) end = await lastPosition();
      if (batch.length < batchSize && position < end) continue;
      if (batch.length > 0) yield batch;
      batch = [];
    }
  } finally {
    source.close();
  }
}

/**
 * Returns the position of Muster's last event. The newest events are often the server's own (statistics,
 * every half minute), so each search goes back no further than where the previous one began.
 */
export function lastPositionReader(opened: OpenClient): () => Promise<Position> {
  let previous = { newest: 0n, ours: 0n };

  /** The position, if this item tells it; undefined if the search must go further back. */
  function lastPositionAt(item: AllStreamResolvedEvent): Position | undefined {
    const position = positionOf(item);
    if (item.event !== undefined && isOurs(item.event.streamId)) return position;
    return position === previous.newest ? previous.ours : undefined;
  }

  /** Searches the newest events, at most `max`; undefined if it needs more. */
  async function search(max: number): Promise<Position | undefined> {
    const source = openBackwards(opened, max);
    let newest: Position | undefined;
    try {
      for (let seen = 0; seen < max; seen++) {
        const [item] = await source.next(1, deadlineMs);
        if (item === undefined) return 0n;
        newest ??= positionOf(item);
        const ours = lastPositionAt(item);
        if (ours === undefined) continue;
        previous = { newest, ours };
        return ours;
      }
      return undefined;
    } finally {
      source.close();
    }
  }

  // The newest event is usually Muster's: then the server need not send a second.
  return async () => (await search(1)) ?? (await search(Number.MAX_SAFE_INTEGER)) ?? 0n;
}

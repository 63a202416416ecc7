/** Converts between the port's records and the client's events. */
import {
  type AllStreamResolvedEvent,
  type EventData,
  type JSONType,
  type RecordedEvent,
  jsonEvent,
} from "@eventstore/db-client";
import { categoryOf, streamCategories } from "../../domain/streams.ts";
import { type NewRecord, type Position, type StoredRecord } from "../port.ts";

const encoder = new TextEncoder();

export function toEvent(record: NewRecord): EventData {
  return jsonEvent({
    id: record.id,
    type: record.type,
    // The client serializes JSON data itself, so it must be parsed here; metadata is sent as it is.
    data: JSON.parse(record.data) as JSONType,
    metadata: encoder.encode(record.metadata),
  });
}

export function toRecord(event: RecordedEvent): StoredRecord {
  return {
    stream: event.streamId,
    revision: Number(event.revision),
    position: checkedPosition(event.position?.commit),
    id: event.id,
    type: event.type,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  };
}

/** The position of an item of `$all`; checkpoints have a position and no event. */
export function positionOf(item: AllStreamResolvedEvent): Position {
  return checkedPosition(item.event?.position.commit ?? item.commitPosition);
}

/** The later of two positions. */
export function laterPosition(one: Position, other: Position): Position {
  return one > other ? one : other;
}

const categories: ReadonlySet<string> = new Set(streamCategories);

export function isOurs(stream: string): boolean {
  return categories.has(categoryOf(stream));
}

/**
 * The events among items of `$all`.
 * @throws Error if they are not in strictly increasing order: continuing would lose or repeat events
 */
export function recordsOf(items: readonly AllStreamResolvedEvent[], after: Position) {
  const records: StoredRecord[] = [];
  let last = after;
  for (const { event } of items) {
    if (event === undefined) continue;
    const record = toRecord(event);
    if (record.position <= last) {
      throw new Error(
        `EventStoreDB sent ${record.stream}@${record.revision} at position ${record.position} after position ${last}; events must come in increasing order`,
      );
    }
    last = record.position;
    records.push(record);
  }
  return records;
}

/** @throws Error if there is none; servers before 22.10 send nothing or the greatest number */
export function checkedPosition(position: bigint | undefined): Position {
  if (position === undefined || position >= 2n ** 63n) {
    throw new Error("EventStoreDB gave an event without its position; use version 22.10 or later");
  }
  return position;
}

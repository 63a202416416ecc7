/** Reads: events of one stream, everything after a position, the last position. */
import type { ReadReq } from "@eventstore/db-client/generated/streams_pb.js";
import { EventStoreUnavailable } from "../errors.ts";
import { limits, type Position, type StoredRecord } from "../port.ts";
import type { Answer } from "./answers.ts";
import { deadlineMs, type OpenClient } from "./client.ts";
import { openForwards, openRead } from "./open.ts";
import { isOurs, laterPosition, recordsOf } from "./records.ts";
import { atPositionRequest, lastOfStreamRequest, newestRequest } from "./requests.ts";

/** The event at a revision, by default the newest; undefined when there is none. */
export async function lastOfStream(
  opened: OpenClient,
  stream: string,
  revision?: number,
): Promise<StoredRecord | undefined> {
  const [last] = await readRecords(opened, lastOfStreamRequest(stream, revision));
  return last;
}

/** The answer that there is no such stream has no events either. */
export async function readRecords(
  opened: OpenClient,
  request: ReadReq,
): Promise<readonly StoredRecord[]> {
  const source = openRead(opened, request);
  const records: StoredRecord[] = [];
  try {
    for (;;) {
      const answers = await source.next(limits.batchEvents, deadlineMs);
      if (answers.length === 0) return records;
      for (const { record } of answers) if (record !== undefined) records.push(record);
    }
  } finally {
    source.close();
  }
}

/** The id of the event at a position, if there is one. */
export async function eventIdIn(
  opened: OpenClient,
  position: Position,
): Promise<string | undefined> {
  const source = openRead(opened, atPositionRequest(position, 1));
  try {
    const [answer] = await source.next(1, deadlineMs);
    return answer?.position === position ? answer.record?.id : undefined;
  } catch (error) {
    if (isBetweenRecords(error)) return undefined;
    throw error;
  } finally {
    source.close();
  }
}

/** Did the server refuse a position because no record begins there? Seen on 24.6.0, with the code UNKNOWN. */
export function isBetweenRecords(error: unknown): boolean {
  return error instanceof Error && error.message.includes("ReadAllResult: InvalidPosition");
}

/**
 * Muster's events after a position, including those appended meanwhile; all batches but the last are full.
 * Reads by subscribing, because the checkpoints show how far the server has searched.
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
  const source = openForwards(opened, after);
  try {
    while (position < end) {
      const answers = await source.next(batchSize - batch.length, deadlineMs);
      const last = answers.at(-1);
      if (last === undefined) {
        throw new EventStoreUnavailable(`EventStoreDB stopped sending at position ${position}`);
      }
      batch.push(...recordsOf(answers, position));
      position = laterPosition(position, last.position);
      if (position >= end) end = await lastPosition();
      if (batch.length < batchSize && position < end) continue;
      if (batch.length > 0) yield batch;
      batch = [];
    }
  } finally {
    source.close();
  }
}

/** Events looked at in one go. */
const searched = 64;

/**
 * Returns the position of Muster's last event. The newest events are often the server's own (statistics,
 * every half minute), so each search goes back no further than where the previous one began.
 */
export function lastPositionReader(opened: OpenClient): () => Promise<Position> {
  let previous = { newest: 0n, ours: 0n };

  /** The position, if this answer tells it; undefined if the search must go further back. */
  function lastPositionAt({ record, position }: Answer): Position | undefined {
    if (record !== undefined && isOurs(record.stream)) return position;
    return position === previous.newest ? previous.ours : undefined;
  }

  /** Searches the newest events, at most `max`; undefined if it needs more. */
  async function search(max: number): Promise<Position | undefined> {
    const source = openRead(opened, newestRequest(max));
    let newest: Position | undefined;
    let seen = 0;
    try {
      while (seen < max) {
        const answers = await source.next(searched, deadlineMs);
        if (answers.length === 0) return 0n;
        seen += answers.length;
        newest ??= answers[0]?.position ?? 0n;
        const ours = answers.map(lastPositionAt).find((position) => position !== undefined);
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

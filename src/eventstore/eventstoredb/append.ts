/** Appends to one stream. */
import { streamCategories } from "../../domain/streams.ts";
import { LimitExceeded } from "../errors.ts";
import { checkAppend } from "../limits.ts";
import { limits, type Appended, type ExpectedRevision, type NewRecord } from "../port.ts";
import { checkedPosition } from "./answers.ts";
import type { Batch } from "./batch.ts";
import type { OpenClient } from "./client.ts";
import { lastOfStream } from "./reads.ts";
import { isOurs } from "./records.ts";

export async function appendTo(
  opened: OpenClient,
  batch: Batch,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  const bytes = checkAppend(stream, expected, records);
  // Readers filter by category: they would silently miss an event in another stream.
  if (!isOurs(stream)) {
    throw new TypeError(`${stream} is in none of the categories ${streamCategories.join(", ")}`);
  }
  if (expected === "any") await checkLength(opened, stream, records.length);
  const { revision, position } = await batch.write({ stream, expected, records, bytes });
  if (records.length === 1 && position !== undefined) {
    return { revision, position: checkedPosition(position) };
  }
  // EventStoreDB does not promise that the returned position is the *last* event's, nor any position for a
  // repeated append. Waiting for a wrong one would show stale lists or never end, so it is read.
  const last = await lastOfStream(opened, stream, revision);
  if (last === undefined) throw new Error(`${stream}@${revision} was appended but is missing`);
  return { revision, position: last.position };
}

/** A writer that expects any revision does not know how long the stream is. */
async function checkLength(opened: OpenClient, stream: string, added: number): Promise<void> {
  const last = await lastOfStream(opened, stream);
  if ((last?.revision ?? -1) + added < limits.streamEvents) return;
  throw new LimitExceeded(`streamEvents: a stream holds at most ${limits.streamEvents} events`);
}

/** Appends to one stream. */
import {
  type AppendResult,
  type EventStoreDBClient,
  WrongExpectedVersionError,
} from "@eventstore/db-client";
import { streamCategories } from "../../domain/streams.ts";
import { LimitExceeded, WrongExpectedRevision } from "../errors.ts";
import { checkAppend } from "../limits.ts";
import { limits, type Appended, type ExpectedRevision, type NewRecord } from "../port.ts";
import type { OpenClient } from "./client.ts";
import { toPortError, within } from "./failures.ts";
import { lastOfStream } from "./reads.ts";
import { checkedPosition, isOurs, toEvent } from "./records.ts";

/**
 * How long an append may wait for an answer. A server drops an append while an earlier one of the same events
 * is in flight, and says so when it next looks for commits of more than 2 s, which it does each second
 * (24.6.0): a shorter wait would report an outage instead.
 */
const answerMs = 3_500;

export async function appendTo(
  opened: OpenClient,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  checkAppend(stream, expected, records);
  // Readers filter by category: they would silently miss an event in another stream.
  if (!isOurs(stream)) {
    throw new TypeError(`${stream} is in none of the categories ${streamCategories.join(", ")}`);
  }
  if (expected === "any") await checkLength(opened, stream, records.length);
  const { nextExpectedRevision, position } = await write(opened.client, stream, expected, records);
  const revision = Number(nextExpectedRevision);
  if (records.length === 1 && position !== undefined) {
    return { revision, position: checkedPosition(position.commit) };
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

async function write(
  client: EventStoreDBClient,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<AppendResult> {
  try {
    const result = await within(
      answerMs,
      client.appendToStream(stream, records.map(toEvent), {
        expectedRevision: toExpectedRevision(expected),
        deadline: answerMs,
        requiresLeader: true,
      }),
    );
    // With `throwOnAppendFailure=false` in the connection string a conflict is returned, not thrown.
    if (result.success) return result;
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw toPortError(error);
  }
  throw new WrongExpectedRevision(stream, expected);
}

function toExpectedRevision(expected: ExpectedRevision) {
  if (expected === "none") return "no_stream";
  return expected === "any" ? "any" : BigInt(expected);
}

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
import { deadlineMs } from "./client.ts";
import { toPortError, within } from "./failures.ts";
import { lastOfStream } from "./reads.ts";
import { checkedPosition, isOurs, toEvent } from "./records.ts";

export async function appendTo(
  client: EventStoreDBClient,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> {
  checkAppend(stream, expected, records);
  // Readers filter by these: an event elsewhere would be passed by in silence.
  if (!isOurs(stream)) {
    throw new TypeError(`${stream} is of none of the categories ${streamCategories.join(", ")}`);
  }
  if (expected === "any") await checkLength(client, stream, records.length);
  const { nextExpectedRevision, position } = await write(client, stream, expected, records);
  const revision = Number(nextExpectedRevision);
  if (records.length === 1 && position !== undefined) {
    return { revision, position: checkedPosition(position.commit) };
  }
  // Nothing promises that the position answered is that of the *last* event, or is there at all for a
  // repeated append. Waiting for a wrong one would show stale lists, or never end: so it is read.
  const last = await lastOfStream(client, stream, revision);
  if (last === undefined) throw new Error(`${stream}@${revision} was appended and is not there`);
  return { revision, position: last.position };
}

/** The writer who expects any revision does not know how long the stream is. */
async function checkLength(
  client: EventStoreDBClient,
  stream: string,
  added: number,
): Promise<void> {
  const last = await lastOfStream(client, stream);
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
      deadlineMs,
      client.appendToStream(stream, records.map(toEvent), {
        expectedRevision: toExpectedRevision(expected),
        deadline: deadlineMs,
      }),
    );
    // `throwOnAppendFailure=false` in the connection string makes a conflict an answer.
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

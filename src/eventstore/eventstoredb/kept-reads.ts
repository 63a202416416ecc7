/** Reads what is kept of the streams in use, and what was appended since. */
import { limits, type StoredRecord, type StreamEnd } from "../port.ts";
import { deadlineMs, type OpenClient } from "./client.ts";
import { repeated } from "./failures.ts";
import type { Kind } from "./kept-streams.ts";
import type { LatestReads, Mark } from "./latest.ts";
import { openRead } from "./open.ts";
import { isBetweenRecords, lastOfStream, readRecords } from "./reads.ts";
import { atPositionRequest, newestRequest, wholeStreamRequest } from "./requests.ts";

/** What the kept streams, and their ends, are read by. */
export function keptReads(opened: OpenClient) {
  const wholeStream: Kind<readonly StoredRecord[]> = {
    read: (stream) =>
      repeated(
        () => readRecords(opened, wholeStreamRequest(stream, limits.streamEvents + 1)),
        true,
      ),
    after: (records, event) =>
      event.revision > (records.at(-1)?.revision ?? -1) ? [...records, event] : records,
    sizeOf: (records) => records.reduce((sum, record) => sum + sizeOfRecord(record), 0),
  };
  const endOfStream: Kind<StreamEnd | undefined> = {
    read: (stream) => repeated(() => lastOfStream(opened, stream), true).then(endAt),
    after: (end, event) => (event.revision > (end?.revision ?? -1) ? endAt(event) : end),
    sizeOf: () => 0,
  };
  const latest: LatestReads = {
    newest: () => repeated(() => newestEvent(opened), true),
    since: (mark) => repeated(() => eventsSince(opened, mark), true),
  };
  return { wholeStream, endOfStream, latest };
}

function endAt(record: StoredRecord | undefined): StreamEnd | undefined {
  return record && { type: record.type, revision: record.revision };
}

const recordBytes = 300;

function sizeOfRecord({ data, metadata }: StoredRecord): number {
  return data.length + metadata.length + recordBytes;
}

async function newestEvent(opened: OpenClient): Promise<StoredRecord | undefined> {
  const [newest] = await readRecords(opened, newestRequest(1));
  return newest;
}

/** To read more is no less work than to read the streams in use anew. */
const mostSince = { events: 250, logBytes: 1_000_000 };

/** All events after the mark; undefined if they are too many or the mark is no longer there. */
async function eventsSince(
  opened: OpenClient,
  mark: Mark,
): Promise<readonly StoredRecord[] | undefined> {
  const source = openRead(opened, atPositionRequest(mark.position, mostSince.events + 1));
  const records: StoredRecord[] = [];
  try {
    for (;;) {
      const answers = await source.next(limits.batchEvents, deadlineMs);
      if (answers.length === 0) break;
      for (const { record } of answers) if (record !== undefined) records.push(record);
      const { position } = records.at(-1) ?? mark;
      if (position - mark.position > mostSince.logBytes) return undefined;
    }
  } catch (error) {
    if (isBetweenRecords(error)) return undefined;
    throw error;
  } finally {
    source.close();
  }
  const [first, ...later] = records;
  const isThere = first?.position === mark.position && first.id === mark.id;
  return isThere && later.length < mostSince.events ? later : undefined;
}

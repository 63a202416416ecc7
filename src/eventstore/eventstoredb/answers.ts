/**
 * Reads the protocol's answers to a Read straight into the port's records: data and metadata keep their
 * bytes, and no object is made for what nobody reads. The field numbers are those of streams.proto.
 */
import jspb from "google-protobuf";
import type { BinaryReader } from "google-protobuf";
import type { Position, StoredRecord } from "../port.ts";

/** Up to a position there is this event, or no further one of those asked for (a checkpoint). */
export interface Answer {
  readonly position: Position;
  readonly record?: StoredRecord;
}

type Filled = { -readonly [Field in keyof StoredRecord]?: StoredRecord[Field] | undefined };

/** @returns undefined for an answer that is neither an event nor a checkpoint */
export function answerIn(bytes: Uint8Array): Answer | undefined {
  const reader = new jspb.BinaryReader(bytes);
  let answer: Answer | undefined;
  while (reader.nextField()) {
    const field = reader.getFieldNumber();
    if (field === 1) answer = nestedIn(reader, readEvent);
    else if (field === 3) answer = nestedIn(reader, readCheckpoint);
    else reader.skipField();
  }
  return answer;
}

function readEvent(reader: BinaryReader): Answer | undefined {
  let record: StoredRecord | undefined;
  let position: Position | undefined;
  while (reader.nextField()) {
    const field = reader.getFieldNumber();
    if (field === 1) record = nestedIn(reader, readRecord);
    else if (field === 3) position = readPosition(reader);
    else reader.skipField();
  }
  if (record !== undefined) return { record, position: record.position };
  return position === undefined ? undefined : { position };
}

function readCheckpoint(reader: BinaryReader): Answer {
  let position = 0n;
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) position = readPosition(reader);
    else reader.skipField();
  }
  // Seen on 24.6.0: the first checkpoint of an empty store is at 2^64 - 1.
  return { position: position === 2n ** 64n - 1n ? 0n : position };
}

function readRecord(reader: BinaryReader): StoredRecord {
  const record: Filled = {};
  while (reader.nextField()) readRecordField(reader, record);
  const { id = "", stream = "", revision = 0, position, type = "" } = record;
  const { data = "", metadata = "" } = record;
  return { id, stream, revision, position: checkedPosition(position), type, data, metadata };
}

function readRecordField(reader: BinaryReader, record: Filled): void {
  switch (reader.getFieldNumber()) {
    case 1:
      record.id = nestedIn(reader, (inner) => textAt(inner, 2));
      return;
    case 2:
      record.stream = nestedIn(reader, (inner) => textAt(inner, 3));
      return;
    case 3:
      record.revision = reader.readUint64();
      return;
    case 5:
      record.position = readPosition(reader);
      return;
    case 6:
      record.type = nestedIn(reader, typeIn) ?? record.type;
      return;
    case 7:
      record.metadata = readText(reader);
      return;
    case 8:
      record.data = readText(reader);
      return;
    default:
      reader.skipField();
  }
}

/** The type, if this entry of the properties is it. */
function typeIn(reader: BinaryReader): string | undefined {
  let key: string | undefined;
  let value: string | undefined;
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) key = readText(reader);
    else value = readText(reader);
  }
  return key === "type" ? value : undefined;
}

function textAt(reader: BinaryReader, field: number): string | undefined {
  let text: string | undefined;
  while (reader.nextField()) {
    if (reader.getFieldNumber() === field) text = readText(reader);
    else reader.skipField();
  }
  return text;
}

function nestedIn<T>(reader: BinaryReader, read: (reader: BinaryReader) => T): T {
  const holder: { value?: T } = {};
  reader.readMessage(holder, () => {
    holder.value = read(reader);
  });
  return holder.value as T;
}

function readPosition(reader: BinaryReader): Position {
  return BigInt(reader.readUint64String());
}

/** Several times as fast as the reader's own way to read a text. */
function readText(reader: BinaryReader): string {
  const { buffer, byteOffset, byteLength } = reader.readBytes();
  return Buffer.from(buffer, byteOffset, byteLength).toString();
}

/** @throws Error if there is none; servers before 22.10 send nothing or the greatest number */
export function checkedPosition(position: bigint | undefined): Position {
  if (position === undefined || position >= 2n ** 63n) {
    throw new Error("EventStoreDB gave an event without its position; use version 22.10 or later");
  }
  return position;
}

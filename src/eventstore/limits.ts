/** Checks an append before anything is sent to a store; shared by the adapters. */
import { measureJson } from "../platform/json-bounds.ts";
import { LimitExceeded } from "./errors.ts";
import { limits, type ExpectedRevision, type NewRecord } from "./port.ts";

/** A record that JSON.stringify wrote, so that an append need not parse it to check that it is JSON. */
export class JsonRecord implements NewRecord {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;

  constructor(id: string, type: string, data: object, metadata: object) {
    this.id = id;
    this.type = type;
    this.data = JSON.stringify(data);
    this.metadata = JSON.stringify(metadata);
  }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * @returns the size of the append as `limits.appendBytes` counts it
 * @throws LimitExceeded naming the bound that the append would exceed
 * @throws TypeError if there is no record, the expected revision is invalid, an id is not a UUID in lower
 *   case, data or metadata is not JSON, or a text holds characters that a store would refuse or change
 */
export function checkAppend(
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): number {
  if (stream === "" || records.length === 0) {
    throw new TypeError("an append needs a stream and at least one record");
  }
  checkExpected(expected, records.length);
  checkText(stream);
  checkAtMost("streamNameBytes", Buffer.byteLength(stream));
  checkAtMost("appendEvents", records.length);
  let size = 0;
  for (const { id, type, data, metadata } of records) {
    if (!uuid.test(id)) throw new TypeError("the id of a record must be a UUID in lower case");
    checkText(type);
    const typeBytes = Buffer.byteLength(type);
    checkAtMost("typeBytes", typeBytes);
    size += id.length + typeBytes + Buffer.byteLength(data) + Buffer.byteLength(metadata);
  }
  checkAtMost("appendBytes", size);
  for (const record of records) {
    for (const text of [record.data, record.metadata]) {
      checkDepth(text);
      if (!(record instanceof JsonRecord)) checkJson(text);
    }
  }
  return size;
}

function checkExpected(expected: ExpectedRevision, added: number): void {
  if (typeof expected !== "number") return checkAtMost("streamEvents", added);
  if (!Number.isInteger(expected) || expected < 0) {
    throw new TypeError(`a revision is an integer from 0, not ${expected}`);
  }
  checkAtMost("streamEvents", expected + 1 + added);
}

function checkAtMost(name: keyof typeof limits, actual: number): void {
  if (actual <= limits[name]) return;
  throw new LimitExceeded(`${name}: ${actual} is more than ${limits[name]}`);
}

function checkText(text: string): void {
  if (text.isWellFormed() && !text.includes("\0")) return;
  throw new TypeError("a text to be stored must be well-formed Unicode without NUL");
}

function checkJson(text: string): void {
  checkText(text);
  try {
    JSON.parse(text);
  } catch (error) {
    throw new TypeError("data and metadata of a record must be JSON", { cause: error });
  }
}

function checkDepth(text: string): void {
  // A text with few brackets cannot nest deeply, and counting brackets is faster than following them.
  const brackets = text.split("{").length + text.split("[").length - 2;
  if (brackets <= limits.depth) return;
  const { depth } = limits;
  const bounds = { depth, values: Infinity, keys: Infinity };
  if (measureJson(Buffer.from(text), bounds).exceeded) checkAtMost("depth", depth + 1);
}

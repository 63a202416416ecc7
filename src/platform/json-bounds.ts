/** Measures a JSON text on its bytes, without parsing it: its bounds, and what parsing would change. */
import {
  closeBrace,
  closeBracket,
  colon,
  comma,
  endOfNumber,
  endOfString,
  isNumberStart,
  openBrace,
  openBracket,
  quote,
} from "./json-bytes.ts";
import { isRounded } from "./json-losses.ts";

export interface JsonBounds {
  /** How deep lists and objects may lie within each other. */
  readonly depth: number;
  /** How many values the whole text may have. An empty list or object counts as two. */
  readonly values: number;
  /** How many keys one object may have. */
  readonly keys: number;
}

interface JsonMeasure {
  /** The first bound that it exceeds. The rest of the text is not measured then. */
  readonly exceeded: keyof JsonBounds | undefined;
  /** The keys of all objects, repeated ones included. */
  readonly keys: number;
  /** Has it a number that JSON.parse rounds? */
  readonly hasRounded: boolean;
}

/** Text that is not JSON is left to the parser. */
export function measureJson(json: Uint8Array, bounds: JsonBounds): JsonMeasure {
  const { depth, values } = bounds;
  let level = 0;
  let seenValues = 1;
  /** Strings and numbers. JSON has at most a key and a value for each value. */
  let tokens = 0;
  let keys = 0;
  let hasRounded = false;
  const seenKeys: number[] = [0];
  const end = (exceeded?: keyof JsonBounds): JsonMeasure => ({ exceeded, keys, hasRounded });
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === quote) {
      tokens += 1;
      at = endOfString(json, at);
    } else if (byte === comma) {
      seenValues += 1;
    } else if (byte === colon) {
      keys += 1;
      const count = (seenKeys[level] ?? 0) + 1;
      if (count > bounds.keys) return end("keys");
      seenKeys[level] = count;
    } else if (byte === openBrace || byte === openBracket) {
      level += 1;
      seenValues += 1;
      if (level > depth) return end("depth");
      seenKeys[level] = 0;
    } else if (byte === closeBrace || byte === closeBracket) {
      level -= 1;
      if (level < 0) return end();
    } else if (isNumberStart(byte)) {
      tokens += 1;
      const last = endOfNumber(json, at);
      hasRounded ||= isRoundedAt(json, at, last);
      at = last;
    }
    if (seenValues > values || tokens > 2 * values) return end("values");
  }
  return end();
}

/** A double keeps every number of so few characters, unless it has an exponent. */
const keptCharacters = 15;

function isRoundedAt(json: Uint8Array, start: number, last: number): boolean {
  let isKept = last - start < keptCharacters;
  for (let at = start; isKept && at <= last; at += 1) isKept = ((json[at] ?? 0) | 0x20) !== 0x65;
  return !isKept && isRounded(Buffer.from(json.subarray(start, last + 1)).toString("latin1"));
}

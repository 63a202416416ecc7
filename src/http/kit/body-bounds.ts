/**
 * How large a JSON body may be. The bounds are checked on its bytes before it is parsed, because parsing a
 * body of many small values takes far longer than reading it, and stops everybody else meanwhile.
 */

export interface BodyBounds {
  readonly bytes: number;
  /** How deep lists and objects may lie within each other. */
  readonly depth: number;
  /** How many values the whole body may have. An empty list or object counts as two. */
  readonly values: number;
  /** How many keys one object may have. */
  readonly keys: number;
}

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Routes that do not declare bounds have these. */
export const usualBounds: BodyBounds = {
  bytes: 64 * kibibyte,
  depth: 32,
  values: 2_000,
  keys: 500,
};

/** An invite template has up to 50,000 characters, each of up to six bytes as an escape. */
export const templateBounds: BodyBounds = { ...usualBounds, bytes: 512 * kibibyte };

/** A notification may name 10,000 users. */
export const notificationBounds: BodyBounds = {
  ...usualBounds,
  bytes: 512 * kibibyte,
  values: 12_000,
};

/** Settings of 16 KiB, each character of which may be written as an escape, and each byte may be a value. */
export const settingsBounds: BodyBounds = {
  ...usualBounds,
  bytes: 128 * kibibyte,
  values: 10_000,
  keys: 5_000,
};

/** 5,000 rows with 20 values each. */
export const batchBounds: BodyBounds = { ...usualBounds, bytes: 4 * mebibyte, values: 100_000 };

/** 500 log entries with all their fields and 50 parameters each. */
export const logBounds: BodyBounds = { ...usualBounds, bytes: 8 * mebibyte, values: 32_000 };

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;
const backslash = 0x5c;

/** The first bound that the JSON exceeds. Text that is not JSON is left to the parser. */
export function exceededBound(
  json: Uint8Array,
  { depth, values, keys }: BodyBounds,
): "depth" | "values" | "keys" | undefined {
  let level = 0;
  let seenValues = 1;
  const seenKeys: number[] = [0];
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) {
      at = endOfString(json, at);
    } else if (byte === comma) {
      seenValues += 1;
    } else if (byte === colon) {
      const count = (seenKeys[level] ?? 0) + 1;
      if (count > keys) return "keys";
      seenKeys[level] = count;
    } else if (byte === openBrace || byte === openBracket) {
      level += 1;
      seenValues += 1;
      if (level > depth) return "depth";
      seenKeys[level] = 0;
    } else if (byte === closeBrace || byte === closeBracket) {
      level -= 1;
      if (level < 0) return undefined;
    }
    if (seenValues > values) return "values";
  }
  return undefined;
}

/** @param start of its opening quote */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
}

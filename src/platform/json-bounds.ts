/** Bounds of a JSON text that are checked on its bytes, without parsing it. */

export interface JsonBounds {
  /** How deep lists and objects may lie within each other. */
  readonly depth: number;
  /** How many values the whole text may have. An empty list or object counts as two. */
  readonly values: number;
  /** How many keys one object may have. */
  readonly keys: number;
}

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
  { depth, values, keys }: JsonBounds,
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

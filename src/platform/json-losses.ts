/**
 * Finds what JSON.parse changes without saying so: bytes that are not UTF-8, numbers with more digits than a
 * double has, and a key that one object has twice, of which it keeps the last.
 */
import { isUtf8 } from "node:buffer";
import {
  closeBrace,
  closeBracket,
  comma,
  endOfNumber,
  endOfString,
  isNumberStart,
  openBrace,
  openBracket,
  quote,
} from "./json-bytes.ts";

interface JsonLoss {
  readonly kind: "bytes" | "digits" | "key";
  /** The keys and indexes that lead to it. */
  readonly path: readonly (string | number)[];
}

/** Does JSON.parse make another number of it? `1.0` and `1` are the same. */
export function isRounded(number: string): boolean {
  return decimal(number) !== decimal(String(Number(number)));
}

/** The digits of a number without zeros at their ends, and the power of ten of the last one. */
function decimal(number: string): string {
  const [, sign, whole = "", fraction = "", power = 0] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  const exponent = Number(power) - fraction.length + digits.length - end;
  return end === 0 ? "0" : `${sign}${digits.slice(0, end)}e${exponent}`;
}

/** How many keys all objects of a parsed JSON text have. */
export function keysIn(parsed: unknown): number {
  if (typeof parsed !== "object" || parsed === null) return 0;
  const isList = Array.isArray(parsed);
  const inner: readonly unknown[] = isList ? parsed : Object.values(parsed);
  let count = isList ? 0 : inner.length;
  for (const each of inner) if (typeof each === "object") count += keysIn(each);
  return count;
}

/** The first loss. In a text that is not JSON it may be none, or at another place. */
export function lossIn(json: Buffer): JsonLoss | undefined {
  const open: { at: string | number; readonly keys?: Set<string> }[] = [];
  let isKeyNext = false;
  const loss = (kind: JsonLoss["kind"], depth = open.length): JsonLoss => ({
    kind,
    path: open.slice(0, depth).map(({ at }) => at),
  });
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    const inner = open.at(-1);
    if (byte === openBrace) {
      open.push({ at: "", keys: new Set() });
      isKeyNext = true;
    } else if (byte === openBracket) {
      open.push({ at: 0 });
      isKeyNext = false;
    } else if (byte === closeBrace || byte === closeBracket) {
      open.pop();
      isKeyNext = false;
    } else if (byte === comma) {
      isKeyNext = inner?.keys !== undefined;
      if (typeof inner?.at === "number") inner.at += 1;
    } else if (byte === quote) {
      const end = endOfString(json, at);
      const isBroken = !isAscii(json, at, end) && !isUtf8(json.subarray(at, end + 1));
      if (isBroken) return loss("bytes", isKeyNext ? open.length - 1 : open.length);
      if (isKeyNext && inner?.keys !== undefined) {
        inner.at = textOf(json.subarray(at, end + 1));
        if (inner.keys.has(inner.at)) return loss("key");
        inner.keys.add(inner.at);
      }
      isKeyNext = false;
      at = end;
    } else if (isNumberStart(byte)) {
      const end = endOfNumber(json, at);
      if (isRounded(json.toString("latin1", at, end + 1))) return loss("digits");
      at = end;
    }
  }
  return undefined;
}

/** Without a view of the bytes, of which a text that is not JSON could need millions. */
function isAscii(json: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at <= end; at += 1) if ((json[at] ?? 0) > 0x7f) return false;
  return true;
}

/** What a JSON string stands for; anything else stands for itself. */
function textOf(json: Buffer): string {
  try {
    return String(JSON.parse(json.toString("utf8")));
  } catch {
    return json.toString("utf8");
  }
}

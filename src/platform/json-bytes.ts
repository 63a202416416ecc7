/** The bytes with a meaning in a JSON text, and where its strings and numbers end. */

export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const comma = 0x2c;
export const colon = 0x3a;
export const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

/** @param start of its opening quote */
export function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
}

export const isNumberStart = (byte: number): boolean =>
  byte === minus || (byte >= zero && byte <= nine);

/** 1 for the bytes of which numbers consist. */
const inNumber = new Uint8Array(256);
for (const byte of Buffer.from("0123456789+-.eE")) inNumber[byte] = 1;

/** The place of its last byte. */
export function endOfNumber(json: Uint8Array, start: number): number {
  let at = start;
  while (inNumber[json[at + 1] ?? 0] === 1) at += 1;
  return at;
}

/**
 * Finds what JSON.parse changes without saying so: bytes that are not UTF-8, numbers with more digits than a
 * double has, and a key that one object has twice, of which it keeps the last.
 */
import { isUtf8 } from "node:buffer";

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
  let count = 0;
  const pending = [parsed];
  for (const value of pending) {
    if (typeof value !== "object" || value === null) continue;
    const inner: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += inner.length;
    for (const each of inner) pending.push(each);
  }
  return count;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]/gs;

/** The first loss. In a text that is not JSON it may be none, or at another place. */
export function lossIn(json: Buffer): JsonLoss | undefined {
  const open: { at: string | number; readonly keys?: Set<string> }[] = [];
  let isKeyNext = false;
  const loss = (kind: JsonLoss["kind"], depth = open.length): JsonLoss => ({
    kind,
    path: open.slice(0, depth).map(({ at }) => at),
  });
  // One character for each byte.
  for (const [token] of json.toString("latin1").matchAll(tokens)) {
    const inner = open.at(-1);
    if (token === "{") open.push({ at: "", keys: new Set() });
    else if (token === "[") open.push({ at: 0 });
    else if (token === "}" || token === "]") open.pop();
    else if (token === "," && typeof inner?.at === "number") inner.at += 1;
    else if (token.startsWith('"')) {
      const text = Buffer.from(token, "latin1");
      if (!isUtf8(text)) return loss("bytes", isKeyNext ? open.length - 1 : open.length);
      if (isKeyNext && inner?.keys !== undefined) {
        inner.at = textOf(text);
        if (inner.keys.has(inner.at)) return loss("key");
        inner.keys.add(inner.at);
      }
    } else if (/^[-\d]/.test(token) && isRounded(token)) return loss("digits");
    isKeyNext = token === "{" || (token === "," && inner?.keys !== undefined);
  }
  return undefined;
}

/** What a JSON string stands for; anything else stands for itself. */
function textOf(json: Buffer): string {
  try {
    return String(JSON.parse(json.toString("utf8")));
  } catch {
    return json.toString("utf8");
  }
}

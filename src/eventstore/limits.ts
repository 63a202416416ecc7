/** Checks the port's bounds (`limits`) before anything is sent to a store; shared by the adapters. */
import { LimitExceeded } from "./errors.ts";
import { limits, type NewRecord } from "./port.ts";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

function checkAtMost(name: keyof typeof limits, actual: number): void {
  if (actual <= limits[name]) return;
  throw new LimitExceeded(`${name}: ${actual} is more than ${limits[name]}`);
}

/**
 * @throws LimitExceeded naming the bound that the append would pass
 * @throws TypeError when there is no record, or data or metadata is not JSON
 */
export function checkAppend(stream: string, records: readonly NewRecord[]): void {
  checkAtMost("streamNameBytes", bytes(stream));
  if (stream === "" || records.length === 0) {
    throw new TypeError("an append needs a stream and at least one record");
  }
  checkAtMost("appendEvents", records.length);
  let size = 0;
  for (const { id, type, data, metadata } of records) {
    checkAtMost("typeBytes", bytes(type));
    size += bytes(id) + bytes(type) + bytes(data) + bytes(metadata);
  }
  checkAtMost("appendBytes", size);
  for (const { data, metadata } of records) {
    checkJson(data);
    checkJson(metadata);
  }
}

function checkJson(text: string): void {
  // Depth first: a parser may overflow its stack on what is nested too deep.
  checkAtMost("depth", depthOf(text));
  try {
    JSON.parse(text);
  } catch (error) {
    throw new TypeError("data and metadata of a record must be JSON", { cause: error });
  }
}

/** The deepest nesting of arrays and objects in a JSON text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth--;
  }
  return deepest;
}

/** Makes an export in a line format while reading the log. */
import type pg from "pg";
import { lineFormats } from "./formats.ts";
import type { Codec } from "../../../eventstore/codec.ts";
import type { EventStore } from "../../../eventstore/port.ts";
import { readSpan } from "../queries/entries.ts";
import type { LinesOrder } from "./order.ts";

interface Inputs {
  readonly pool: pg.Pool;
  readonly codec: Codec;
  readonly store: EventStore;
}

export async function* lineBytes(
  { organizationId, format, span, filter }: LinesOrder,
  inputs: Inputs,
): AsyncGenerator<Uint8Array, undefined> {
  const { header, lines } = lineFormats[format];
  if (header !== "") yield Buffer.from(header, "utf8");
  for await (const batch of readSpan(inputs.pool, organizationId, span, filter)) {
    for (const piece of inPieces(await lines(inputs, batch))) yield Buffer.from(piece, "utf8");
  }
  return undefined;
}

/**
 * Short enough that V8 does not store a piece as a large object: those outlive a batch and let the heap
 * grow.
 */
const pieceLength = 32_768;

export function* inPieces(lines: readonly string[]): Generator<string, undefined> {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
  return undefined;
}

/** Makes an export in a line format while reading the log. */
import { lineFormats } from "./formats.ts";
import { readSpan } from "../queries/entry-span.ts";
import type { Opening } from "../queries/readable.ts";
import type { LinesOrder } from "./order.ts";

export async function* lineBytes(
  { organizationId, format, span, filter }: LinesOrder,
  opening: Opening,
): AsyncGenerator<Uint8Array, undefined> {
  const { header, lines } = lineFormats[format];
  if (header !== "") yield Buffer.from(header, "utf8");
  for await (const batch of readSpan(opening.pool, organizationId, span, filter)) {
    for (const piece of inPieces(await lines(opening, batch))) yield Buffer.from(piece, "utf8");
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

/** Lines put together into pieces for a stream. */

/**
 * Few enough characters that V8 does not hold a piece for a large object: those outlive a batch, and let
 * the heap grow.
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

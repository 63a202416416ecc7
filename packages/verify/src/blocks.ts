/** Splits a byte stream at line feeds only, because texts may contain other line breaks. */

const lineFeed = 0x0a;
/** Few enough lines that little of a block is alive when the young heap is collected. */
const blockBytes = 16_384;

/**
 * Blocks of whole lines.
 * @throws if a line has more than `maxLineBytes`
 */
export async function* blocksIn(
  content: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<Buffer, undefined> {
  let parts: Buffer[] = [];
  let bytes = 0;
  /** Bytes of the last line, which has not ended yet. */
  let open = 0;
  for await (const part of content) {
    parts.push(part);
    bytes += part.length;
    const end = part.lastIndexOf(lineFeed);
    open = end < 0 ? open + part.length : part.length - end - 1;
    if (open > maxLineBytes) throw new Error("a line is too long");
    if (bytes - open < blockBytes) continue;
    const all = Buffer.concat(parts);
    yield all.subarray(0, bytes - open);
    parts = [all.subarray(bytes - open)];
    bytes = open;
  }
  if (bytes > 0) yield Buffer.concat(parts);
  return undefined;
}

export function linesOf(block: Buffer): readonly string[] {
  const lines = block.toString("utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Lines of a stream of bytes, ended by a line feed and by nothing else: other breaks may stand in texts. */

const lineFeed = 0x0a;

/**
 * All lines that each piece of the stream ends.
 * @throws where a line has more bytes than `most`
 */
export async function* linesIn(
  content: AsyncIterable<Buffer>,
  most: number,
): AsyncGenerator<readonly string[], undefined> {
  let rest: Buffer[] = [];
  let bytes = 0;
  for await (const part of content) {
    const lines: string[] = [];
    let start = 0;
    for (let end = part.indexOf(lineFeed); end >= 0; end = part.indexOf(lineFeed, start)) {
      const piece = part.subarray(start, end);
      lines.push((bytes === 0 ? piece : Buffer.concat([...rest, piece])).toString("utf8"));
      rest = [];
      bytes = 0;
      start = end + 1;
    }
    if (start < part.length) {
      rest.push(part.subarray(start));
      bytes += part.length - start;
    }
    if (bytes > most) throw new Error("a line is too long");
    if (lines.length > 0) yield lines;
  }
  if (bytes > 0) yield [Buffer.concat(rest).toString("utf8")];
  return undefined;
}

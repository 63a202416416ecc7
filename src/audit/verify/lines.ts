/** Lines of a stream of bytes, ended by a line feed and by nothing else: other breaks may stand in texts. */

const lineFeed = 0x0a;

/** @throws where a line has more bytes than `most` */
export async function* linesIn(
  content: AsyncIterable<Buffer>,
  most: number,
): AsyncGenerator<string, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of content) {
    let start = 0;
    for (let end = part.indexOf(lineFeed); end >= 0; end = part.indexOf(lineFeed, start)) {
      const piece = part.subarray(start, end);
      yield (rest.length === 0 ? piece : Buffer.concat([rest, piece])).toString("utf8");
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    if (start < part.length) rest = Buffer.concat([rest, part.subarray(start)]);
    if (rest.length > most) throw new Error("a line is too long");
  }
  if (rest.length > 0) yield rest.toString("utf8");
  return undefined;
}

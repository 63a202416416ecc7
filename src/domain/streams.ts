/** What the name of a stream tells (design.md, "Streams"). */

const idLength = 36;

/** What a stream is about: `user`, `member`, ... */
export function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf("-"));
}

/** The id in the name of a stream. That of a membership is what `pairId` makes of its two ids. */
export function idIn(stream: string): string {
  return stream.slice(stream.indexOf("-") + 1);
}

/** The two ids in `member-{organizationId}.{userId}`. */
export function membershipIn(stream: string): {
  readonly organizationId: string;
  readonly userId: string;
} {
  const ids = idIn(stream);
  return { organizationId: ids.slice(0, idLength), userId: ids.slice(idLength + 1) };
}

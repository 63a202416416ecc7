/** What the name of a stream tells (design.md, "Streams"). */

const idLength = 36;

/** The id in the name of a stream that holds one thing: `user-{id}`, `token-{id}`, ... */
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

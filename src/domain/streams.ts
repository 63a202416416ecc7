/**
 * Stream names. Only this file makes and parses them: a category, `-`, and the id of what the stream is
 * about. Two ids are joined by a dot.
 */

/** The categories of all streams; the event catalogue says which events each may hold. */
export const streamCategories = [
  "organization",
  "user",
  "email",
  "member",
  "solution",
  "token",
  "notification",
  "session",
  "export",
] as const;

export type StreamCategory = (typeof streamCategories)[number];

export const organizationStream = (organizationId: string) => `organization-${organizationId}`;
export const userStream = (userId: string) => `user-${userId}`;
/** @param addressKey a keyed digest, so that stream names do not reveal addresses */
export const emailStream = (addressKey: string) => `email-${addressKey}`;
export const memberStream = (organizationId: string, userId: string) =>
  `member-${organizationId}.${userId}`;
export const solutionStream = (solutionId: string) => `solution-${solutionId}`;
export const tokenStream = (tokenId: string) => `token-${tokenId}`;
export const notificationStream = (notificationId: string) => `notification-${notificationId}`;
/** One recipient's reading of a notification. */
export const readingStream = (notificationId: string, userId: string) =>
  `notification-${notificationId}.${userId}`;
export const sessionStream = (sessionId: string) => `session-${sessionId}`;
export const exportStream = (exportId: string) => `export-${exportId}`;

/** The part before the first `-`. For Muster's own streams it is one of `streamCategories`. */
export function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf("-"));
}

/** The part after the category: an id, or two ids joined by a dot. */
export function idIn(stream: string): string {
  return stream.slice(stream.indexOf("-") + 1);
}

/** The ids in the name of a membership's stream. */
export function membershipIn(stream: string) {
  const [organizationId, userId] = idsIn(stream);
  return { organizationId, userId };
}

/** The ids in the name of a reading's stream. */
export function readingIn(stream: string) {
  const [notificationId, userId] = idsIn(stream);
  return { notificationId, userId };
}

function idsIn(stream: string): readonly [string, string] {
  const ids = idIn(stream);
  const idLength = 36;
  return [ids.slice(0, idLength), ids.slice(idLength + 1)];
}

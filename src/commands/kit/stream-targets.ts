/** The streams that commands change: their names, deciders and subjects. */
import { createHmac } from "node:crypto";
import {
  emailStream,
  exportStream,
  memberStream,
  notificationStream,
  organizationStream,
  readingStream,
  sessionStream,
  solutionStream,
  tokenStream,
  userStream,
} from "../../domain/streams.ts";
import { emailDecider } from "../../domain/email/decider.ts";
import { exportDecider } from "../../domain/export/decider.ts";
import { memberDecider } from "../../domain/member/decider.ts";
import { notificationDecider } from "../../domain/notification/decider.ts";
import { organizationDecider } from "../../domain/organization/decider.ts";
import { normalizeEmail } from "../../domain/primitives.ts";
import { sessionDecider } from "../../domain/session/decider.ts";
import { solutionDecider } from "../../domain/solution/decider.ts";
import { tokenDecider } from "../../domain/token/decider.ts";
import { userDecider } from "../../domain/user/decider.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";

export const organizationTarget = (organizationId: string, subjectId?: string) => ({
  stream: organizationStream(organizationId),
  decider: organizationDecider,
  organizationId,
  subjectId,
});

export const memberTarget = (organizationId: string, userId: string) => ({
  stream: memberStream(organizationId, userId),
  decider: memberDecider,
  organizationId,
  subjectId: userId,
});

export const solutionTarget = (organizationId: string, solutionId: string) => ({
  stream: solutionStream(solutionId),
  decider: solutionDecider,
  organizationId,
});

export const userTarget = (userId: string) => ({
  stream: userStream(userId),
  decider: userDecider,
  subjectId: userId,
});

/** The sender is the subject: the content is sealed under their key. */
export const notificationTarget = (
  organizationId: string,
  notificationId: string,
  senderId: string,
) => ({
  stream: notificationStream(notificationId),
  decider: notificationDecider,
  organizationId,
  subjectId: senderId,
});

/** Whether one recipient has read the notification. */
export const readingTarget = (organizationId: string, notificationId: string, userId: string) => ({
  stream: readingStream(notificationId, userId),
  decider: notificationDecider,
  organizationId,
  subjectId: userId,
});

export const sessionTarget = (sessionId: string, userId: string) => ({
  stream: sessionStream(sessionId),
  decider: sessionDecider,
  subjectId: userId,
});

export const tokenTarget = (tokenId: string, userId: string) => ({
  stream: tokenStream(tokenId),
  decider: tokenDecider,
  subjectId: userId,
});

export const exportTarget = (organizationId: string, exportId: string) => ({
  stream: exportStream(exportId),
  decider: exportDecider,
  organizationId,
});

/** The name contains an HMAC-SHA-256 of the address under a key of the service, never the address. */
export const emailTarget = (keys: ServiceKeys, address: string) => ({
  stream: emailStream(addressKey(keys, address)),
  decider: emailDecider,
});

/** Replaces the address in stream names and in the table of codes. */
export function addressKey(keys: ServiceKeys, email: string): string {
  return createHmac("sha256", keys.emailIndex).update(normalizeEmail(email)).digest("hex");
}

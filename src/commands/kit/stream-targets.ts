/** The streams that commands change: their names, deciders and subjects. */
import { createHmac } from "node:crypto";
import * as streams from "../../domain/streams.ts";
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

const target = <Deciding, About extends object>(
  stream: string,
  decider: Deciding,
  about: About,
) => ({ stream, decider, ...about });

export const organizationTarget = (organizationId: string, subjectId?: string) =>
  target(streams.organizationStream(organizationId), organizationDecider, {
    organizationId,
    subjectId,
  });

export const memberTarget = (organizationId: string, userId: string) =>
  target(streams.memberStream(organizationId, userId), memberDecider, {
    organizationId,
    subjectId: userId,
  });

export const solutionTarget = (organizationId: string, solutionId: string) =>
  target(streams.solutionStream(solutionId), solutionDecider, { organizationId });

export const userTarget = (userId: string) =>
  target(streams.userStream(userId), userDecider, { subjectId: userId });

/** The sender is the subject: the content is sealed under their key. */
export const notificationTarget = (
  organizationId: string,
  notificationId: string,
  subjectId: string,
) =>
  target(streams.notificationStream(notificationId), notificationDecider, {
    organizationId,
    subjectId,
  });

/** Whether one recipient has read the notification. */
export const readingTarget = (organizationId: string, notificationId: string, userId: string) =>
  target(streams.readingStream(notificationId, userId), notificationDecider, {
    organizationId,
    subjectId: userId,
  });

export const sessionTarget = (sessionId: string, userId: string) =>
  target(streams.sessionStream(sessionId), sessionDecider, { subjectId: userId });

export const tokenTarget = (tokenId: string, userId: string) =>
  target(streams.tokenStream(tokenId), tokenDecider, { subjectId: userId });

export const exportTarget = (organizationId: string, exportId: string) =>
  target(streams.exportStream(exportId), exportDecider, { organizationId });

/** The name contains an HMAC-SHA-256 of the address under a key of the service, never the address. */
export const emailTarget = (keys: ServiceKeys, address: string) =>
  target(streams.emailStream(addressKey(keys, address)), emailDecider, {});

/** Replaces the address in stream names and in the table of codes. */
export function addressKey(keys: ServiceKeys, email: string): string {
  return createHmac("sha256", keys.emailIndex).update(normalizeEmail(email)).digest("hex");
}

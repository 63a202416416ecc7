/** Every code that a problem can carry, with its status and title: the one place where that is decided. */
import type { ErrorCode, RejectedError } from "../../commands/kit/rejected-error.ts";

export type ProblemCode =
  | ErrorCode
  | "too-large"
  | "unsupported-media-type"
  | "request-timeout"
  | "internal";

/** Something refused; without a detail, its title says it all. */
export type Refusal = { readonly code: ProblemCode } & Partial<
  Pick<RejectedError, "detail" | "faults" | "retryAt">
>;

/** A problem (RFC 9457), as far as it does not depend on the request. */
export function problemBody({ code, detail = problemTable[code].title, faults }: Refusal) {
  const { status, title } = problemTable[code];
  const errors = faults && [...faults];
  return { type: `urn:muster:problem:${code}`, title, status, detail, code, errors };
}

interface Kind {
  readonly status: number;
  readonly title: string;
}

export const problemTable: Readonly<Record<ProblemCode, Kind>> = {
  "invalid-input": { status: 400, title: "The input is invalid" },
  unauthenticated: { status: 401, title: "A valid credential is needed" },
  "token-expired": { status: 401, title: "The token has expired" },
  "token-lease-lapsed": { status: 401, title: "The token's lease has lapsed" },
  forbidden: { status: 403, title: "This is not allowed" },
  "management-role-required": { status: 403, title: "A management role is needed" },
  "sign-up-closed": { status: 403, title: "Sign-up is closed" },
  "scope-missing": { status: 403, title: "The token lacks a scope" },
  "session-required": { status: 403, title: "A signed-in session is needed" },
  "not-found": { status: 404, title: "Not found" },
  "request-timeout": { status: 408, title: "The request took too long to arrive" },
  "last-owner": { status: 409, title: "The last owner stays" },
  "already-a-member": { status: 409, title: "Already a member" },
  "member-limit": { status: 409, title: "The member limit is reached" },
  "already-active": { status: 409, title: "Already active" },
  "member-disabled": { status: 409, title: "The member is disabled" },
  "not-active": { status: 409, title: "The member is not active" },
  "not-invited": { status: 409, title: "There is no open invitation" },
  "invite-template-missing": { status: 409, title: "An invite template is missing" },
  "inviter-not-entitled": { status: 409, title: "The inviter may not grant this any more" },
  "email-taken": { status: 409, title: "The e-mail address is taken" },
  "limit-reached": { status: 409, title: "A limit is reached" },
  "notification-sent": { status: 409, title: "The notification was sent" },
  "token-deleted": { status: 409, title: "The token was deleted" },
  "token-ended": { status: 409, title: "The token has ended" },
  "idempotency-in-progress": { status: 409, title: "The first request is still in progress" },
  "invite-used": { status: 410, title: "The invitation was used" },
  "invite-replaced": { status: 410, title: "The invitation was replaced" },
  "invite-revoked": { status: 410, title: "The invitation was revoked" },
  "invite-expired": { status: 410, title: "The invitation has expired" },
  "precondition-failed": { status: 412, title: "It was changed meanwhile" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "The media type is not supported" },
  "idempotency-key-reused": { status: 422, title: "The idempotency key was used before" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong here" },
  unavailable: { status: 503, title: "Not available now" },
  "not-yet-visible": { status: 503, title: "Not visible yet" },
};

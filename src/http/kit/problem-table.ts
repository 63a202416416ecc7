/** Every problem code with its status and title. No other place decides them. */
import type { ErrorCode, RejectedError } from "../../commands/kit/rejected-error.ts";

export type ProblemCode = ErrorCode | "request-timeout" | "internal";

/** A refusal. Without a detail, the code's title is the detail. */
export type Refusal = { readonly code: ProblemCode } & Partial<
  Pick<RejectedError, "detail" | "faults" | "retryAt">
>;

/** The part of a problem (RFC 9457) that does not depend on the request. */
export function problemBody(refusal: Refusal) {
  const { code, detail = problemTable[code].title, faults, retryAt } = refusal;
  const { title } = problemTable[code];
  // A limit that time frees says when; one that only an action frees does not.
  const isFreedByTime = code === "limit-reached" && retryAt !== undefined;
  const { status } = isFreedByTime ? problemTable["too-many-requests"] : problemTable[code];
  const errors = faults && [...faults];
  return { type: `urn:muster:problem:${code}`, title, status, detail, code, errors };
}

interface Kind {
  readonly status: number;
  readonly title: string;
}

export const problemTable: Readonly<Record<ProblemCode, Kind>> = {
  "invalid-input": { status: 400, title: "The input is invalid" },
  unauthenticated: { status: 401, title: "A valid credential is required" },
  "token-expired": { status: 401, title: "The token has expired" },
  "sign-in-again": { status: 401, title: "Sign in again" },
  "token-lease-lapsed": { status: 401, title: "The token's lease has lapsed" },
  forbidden: { status: 403, title: "This is not allowed" },
  "management-role-required": { status: 403, title: "A management role is required" },
  "sign-up-closed": { status: 403, title: "Sign-up is closed" },
  "scope-missing": { status: 403, title: "The token lacks a scope" },
  "session-required": { status: 403, title: "A session is required" },
  "not-found": { status: 404, title: "Not found" },
  "request-timeout": { status: 408, title: "The request took too long to arrive" },
  "last-owner": { status: 409, title: "The last owner cannot be removed" },
  "already-a-member": { status: 409, title: "Already a member" },
  "member-limit": { status: 409, title: "The member limit is reached" },
  "already-active": { status: 409, title: "Already active" },
  "member-disabled": { status: 409, title: "The member is disabled" },
  "not-active": { status: 409, title: "The member is not active" },
  "not-invited": { status: 409, title: "There is no open invitation" },
  "invite-template-missing": { status: 409, title: "An invite template is missing" },
  "inviter-not-entitled": { status: 409, title: "The inviter may no longer grant this" },
  "email-taken": { status: 409, title: "The e-mail address is taken" },
  /** 429 if it is freed by time: see `problemBody`. */
  "limit-reached": { status: 409, title: "A limit is reached" },
  "notification-sent": { status: 409, title: "The notification was already sent" },
  "token-deleted": { status: 409, title: "The token was deleted" },
  "token-ended": { status: 409, title: "The token has ended" },
  "idempotency-in-progress": { status: 409, title: "The first request is still in progress" },
  "invite-used": { status: 410, title: "The invitation was already used" },
  "invite-replaced": { status: 410, title: "The invitation was replaced" },
  "invite-revoked": { status: 410, title: "The invitation was revoked" },
  "invite-expired": { status: 410, title: "The invitation has expired" },
  "precondition-failed": { status: 412, title: "The resource has changed" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "The media type is not supported" },
  "expectation-failed": { status: 417, title: "The expectation cannot be met" },
  "idempotency-key-reused": {
    status: 422,
    title: "The idempotency key belongs to another request",
  },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
  "upgrade-in-progress": { status: 503, title: "The service is being upgraded" },
  "not-yet-visible": { status: 503, title: "Not visible yet" },
  "set-aside": { status: 503, title: "Set aside until an operator repairs it" },
};

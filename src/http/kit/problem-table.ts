/** Every problem code with its status and title. No other place decides them. */
import type { ErrorCode, RejectedError } from "../../commands/kit/rejected-error.ts";

export type ProblemCode = ErrorCode | "request-timeout" | "internal";

/** A refusal. Without a detail, the code's title is the detail. */
export type Refusal = { readonly code: ProblemCode } & Partial<
  Pick<RejectedError, "detail" | "faults" | "retryAt">
>;

/**
 * The part of a problem (RFC 9457) that does not depend on the request.
 * @param publicUrl where `type` is described; without it `type` is relative
 */
export function problemBody(refusal: Refusal, publicUrl = "") {
  const { code, detail = problemTable[code].title, faults, retryAt } = refusal;
  const { title } = problemTable[code];
  // A limit that time frees says when; one that only an action frees does not.
  const isFreedByTime = code === "limit-reached" && retryAt !== undefined;
  const { status } = isFreedByTime ? problemTable["too-many-requests"] : problemTable[code];
  const errors = faults && [...faults];
  return { type: `${publicUrl}/problems/${code}`, title, status, detail, code, errors };
}

/** The texts are published: in docs/problems.md, and at the address that `type` names. */
interface Kind {
  readonly status: number;
  readonly title: string;
  readonly why: string;
  /** What the caller can do. */
  readonly advice: string;
}

export const problemTable: Readonly<Record<ProblemCode, Kind>> = {
  "invalid-input": {
    status: 400,
    title: "The input is invalid",
    why: "A field, parameter or header is missing, malformed or unknown.",
    advice: "Correct what `errors` lists; `pointer` says where. The same request fails again.",
  },
  unauthenticated: {
    status: 401,
    title: "A valid credential is required",
    why: "The request has no credential, or one that is unknown, deleted or signed out.",
    advice:
      "Send `Authorization: Bearer <token>`. Sign in for a session, or make a personal access token.",
  },
  "token-expired": {
    status: 401,
    title: "The token has expired",
    why: "The personal access token has reached its end date.",
    advice: "Make another token in a session.",
  },
  "sign-in-again": {
    status: 401,
    title: "Sign in again",
    why: "The session was idle for longer than the organization allows, or is too old for this action.",
    advice: "Sign in again and repeat the request.",
  },
  "token-lease-lapsed": {
    status: 401,
    title: "The token's lease has lapsed",
    why: "The token was not used for so long that its lease ran out.",
    advice: "Extend its lease in a session, or make another token.",
  },
  forbidden: {
    status: 403,
    title: "This is not allowed",
    why: "The caller's role does not permit this here.",
    advice: "Ask an owner or admin of the organization to do it or to change the role.",
  },
  "management-role-required": {
    status: 403,
    title: "A management role is required",
    why: "Only owners, admins and creators of an organization can use management.",
    advice:
      "Ask an owner or admin for a role. One's own account can be opened without one; `detail` says how.",
  },
  "sign-up-closed": {
    status: 403,
    title: "Sign-up is closed",
    why: "This installation lets nobody sign up.",
    advice: "Ask for an invitation.",
  },
  "identity-provider-refused": {
    status: 403,
    title: "The identity provider did not sign the person in",
    why: "The provider refused, the person cancelled, or its answer did not fit the sign-in. The sign-in page gets this code in its address.",
    advice: "Try again. If it happens again, the operator looks at the provider's settings.",
  },
  "email-not-verified": {
    status: 403,
    title: "The e-mail address is not verified",
    why: "The identity provider does not say that it has verified the person's address. The sign-in page gets this code in its address.",
    advice: "Verify the address at the provider, or sign in with a mailed code.",
  },
  "person-unknown": {
    status: 403,
    title: "Nobody has this e-mail address",
    why: "The identity provider has verified an address that nobody here has. The sign-in page gets this code in its address.",
    advice: "Sign in at the provider with the address that was invited, or ask for an invitation.",
  },
  "scope-missing": {
    status: 403,
    title: "The token lacks a scope",
    why: "The token is narrowed to scopes that do not contain this permission.",
    advice: "Make a token with the scope that `detail` names.",
  },
  "session-required": {
    status: 403,
    title: "A session is required",
    why: "A token, or a session for one organization, cannot do this.",
    advice: "Sign in and repeat it with a session.",
  },
  "not-found": {
    status: 404,
    title: "Not found",
    why: "Nothing is there, or it is in an organization where the caller is no active member. The two look the same.",
    advice: "Check the address and the ids, and with which account you are signed in.",
  },
  "request-timeout": {
    status: 408,
    title: "The request took too long to arrive",
    why: "The request did not arrive completely in time.",
    advice: "Send it again over a better connection.",
  },
  "last-owner": {
    status: 409,
    title: "The last owner cannot be removed",
    why: "An organization always has an active owner, and this would take the last one away.",
    advice: "Make somebody else an owner first.",
  },
  "already-a-member": {
    status: 409,
    title: "Already a member",
    why: "The person is a member of the organization, or invited to it.",
    advice: "Change the existing membership. To mail an invitation again, resend it.",
  },
  "member-limit": {
    status: 409,
    title: "The member limit is reached",
    why: "The organization has as many members as its setting `memberLimit` allows.",
    advice: "Remove members, or raise the limit in the settings.",
  },
  "already-active": {
    status: 409,
    title: "Already active",
    why: "The member is active already, or has accepted the invitation.",
    advice: "Nothing is left to do; to end the access, disable or remove the member.",
  },
  "member-disabled": {
    status: 409,
    title: "The member is disabled",
    why: "The membership is switched off.",
    advice: "Enable the member first.",
  },
  "not-active": {
    status: 409,
    title: "The member is not active",
    why: "The person is no active member, or has not accepted the invitation yet.",
    advice: "Wait for the acceptance, or enable the member.",
  },
  "not-invited": {
    status: 409,
    title: "There is no open invitation",
    why: "There is no open invitation of this member.",
    advice: "Invite the person.",
  },
  "invite-template-missing": {
    status: 409,
    title: "An invite template is missing",
    why: "The organization has no invite template in this or its default language.",
    advice: "Save a template for the language, or choose another language.",
  },
  "inviter-not-entitled": {
    status: 409,
    title: "The inviter may no longer grant this",
    why: "Since the invitation was sent, its sender lost the right to grant what it grants.",
    advice: "Ask an owner or admin to send it again.",
  },
  "email-taken": {
    status: 409,
    title: "The e-mail address is taken",
    why: "Another person has this e-mail address.",
    advice: "Use another address.",
  },
  /** 429 if it is freed by time: see `problemBody`. */
  "limit-reached": {
    status: 409,
    title: "A limit is reached",
    why: "A budget of the service is used up. `detail` names it and its number; docs/limits.md lists all.",
    advice: "With 409, make room, such as by deleting something. With 429, wait for `Retry-After`.",
  },
  "notification-sent": {
    status: 409,
    title: "The notification was already sent",
    why: "The notification is being sent or was sent, so it cannot be cancelled.",
    advice: "Nothing can be done; send another one that corrects it.",
  },
  "token-deleted": {
    status: 409,
    title: "The token was deleted",
    why: "The token was deleted, which is final.",
    advice: "Make another token.",
  },
  "token-ended": {
    status: 409,
    title: "The token has ended",
    why: "The token has expired, which is final.",
    advice: "Make another token.",
  },
  "idempotency-in-progress": {
    status: 409,
    title: "The first request is still in progress",
    why: "A request with the same `Idempotency-Key` is still being worked on.",
    advice: "Repeat it shortly with the same key to get its answer.",
  },
  "invite-used": {
    status: 410,
    title: "The invitation was already used",
    why: "The invitation was accepted before. A secret works once.",
    advice: "Sign in.",
  },
  "invite-replaced": {
    status: 410,
    title: "The invitation was replaced",
    why: "The invitation was sent again, and only the newest mail counts.",
    advice: "Use the link in the newest mail.",
  },
  "invite-revoked": {
    status: 410,
    title: "The invitation was revoked",
    why: "The organization has taken the invitation back.",
    advice: "Ask the organization for another one.",
  },
  "invite-expired": {
    status: 410,
    title: "The invitation has expired",
    why: "The invitation was not accepted in time.",
    advice: "Ask the organization to send it again.",
  },
  "sign-in-expired": {
    status: 410,
    title: "The sign-in has expired",
    why: "Somebody came back from the identity provider after 10 minutes, for the second time, or in another browser. The sign-in page gets this code in its address.",
    advice: "Begin the sign-in again.",
  },
  "precondition-failed": {
    status: 412,
    title: "The resource has changed",
    why: "The resource has another revision than `If-Match` states, or the operation compares none. No change compares `If-None-Match` or `If-Unmodified-Since`.",
    advice: "Read the resource again, look at what changed, and repeat with its new `ETag`.",
  },
  "too-large": {
    status: 413,
    title: "The request is too large",
    why: "The body, its nesting, or the address with its headers (80 KiB) exceed what the operation takes.",
    advice: "Send less, such as in several requests.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The media type is not supported",
    why: "The operation does not take bodies of this `Content-Type`, its charset, or this `Content-Encoding`.",
    advice: "Send JSON, or what the operation documents, in UTF-8 and uncompressed.",
  },
  "expectation-failed": {
    status: 417,
    title: "The expectation cannot be met",
    why: "The service does not support the value of `Expect`.",
    advice: "Send the request without it.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "The idempotency key belongs to another request",
    why: "The `Idempotency-Key` was used for a request with another body or address.",
    advice: "Use a fresh key for every new request, and the same key for its repeats only.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    why: "The caller, its address or its organization sent more than its share.",
    advice: "Wait for the seconds in `Retry-After`, and then send more slowly.",
  },
  internal: {
    status: 500,
    title: "Internal error",
    why: "The service has a fault. It is in its log with the `correlationId`.",
    advice:
      "Tell the operator the `correlationId`. Read before repeating whether the change was made.",
  },
  unavailable: {
    status: 503,
    title: "Temporarily unavailable",
    why: "The service or its storage cannot answer now. The change may have been made.",
    advice:
      "Repeat it after `Retry-After` with the same `Idempotency-Key`; it is then made exactly once.",
  },
  "upgrade-in-progress": {
    status: 503,
    title: "The service is being upgraded",
    why: "A part of the installation runs an older or newer version, which cannot do this yet.",
    advice: "Repeat it after `Retry-After`.",
  },
  "not-yet-visible": {
    status: 503,
    title: "Not visible yet",
    why: "The change is recorded, but reads did not show the position in time.",
    advice:
      "Read again after `Retry-After`. Do not repeat the change without its `Idempotency-Key`.",
  },
  "set-aside": {
    status: 503,
    title: "Set aside until an operator repairs it",
    why: "A recorded event of this organization or person cannot be shown.",
    advice: "Wait: an operator has been told and must repair it.",
  },
};

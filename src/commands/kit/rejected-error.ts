/** How a command or a query refuses: with a stable code, which HTTP turns into a problem. */
import type { Rejection, RejectionCode } from "../../domain/decider.ts";

export type ErrorCode =
  | RejectionCode
  | "unauthenticated"
  | "management-role-required"
  | "sign-up-closed"
  | "member-limit"
  | "scope-missing"
  | "session-required"
  | "precondition-failed"
  | "idempotency-in-progress"
  | "idempotency-key-reused"
  | "unavailable"
  | "not-yet-visible";

/** One fault of the input: a JSON pointer into the body, or `?name` for a query parameter. */
export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
}

export class RejectedError extends Error {
  override readonly name = "RejectedError";
  readonly code: ErrorCode;
  readonly detail: string;
  /** RFC 3339: when to try again, where that is known. */
  readonly retryAt: string | undefined;
  readonly faults: readonly InputFault[] | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { readonly retryAt?: string | undefined; readonly faults?: readonly InputFault[] } = {},
  ) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.retryAt = more.retryAt;
    this.faults = more.faults;
  }

  /** Is this about the service and not about the request, which may be repeated as it is? */
  get mayPass(): boolean {
    return this.code === "unavailable" || this.code === "not-yet-visible";
  }

  static from({ rejected, detail, retryAt }: Rejection): RejectedError {
    return new RejectedError(rejected, detail, { retryAt });
  }
}

/** At most so many faults are named in one answer. */
const namedFaults = 50;

export function invalidInput(
  faults: readonly InputFault[],
  message = "Some of the input is invalid; `errors` names each place.",
): RejectedError {
  return new RejectedError("invalid-input", message, { faults: faults.slice(0, namedFaults) });
}

/** One fault. @param pointer as in `InputFault`; empty for the body as a whole */
export function invalidAt(pointer: string, detail: string, message?: string): RejectedError {
  return invalidInput([{ pointer, detail }], message);
}

/** @param advice a sentence on what to do, or nothing */
export function managementRoleRequired(advice = ""): RejectedError {
  const detail = "Management is for owners, admins and creators of an organization.";
  return new RejectedError("management-role-required", `${detail} ${advice}`.trim());
}

/** Not there, or in an organization the caller is no active member of: the two look the same. */
export function notFound(what: string): RejectedError {
  return new RejectedError("not-found", `There is no such ${what}.`);
}

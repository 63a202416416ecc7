/** The error of a command or query that refuses: its stable code becomes an HTTP problem. */
import type { Rejection, RejectionCode } from "../../domain/decider.ts";

export type ErrorCode =
  | RejectionCode
  | "unauthenticated"
  | "management-role-required"
  | "sign-up-closed"
  | "identity-provider-refused"
  | "email-not-verified"
  | "person-unknown"
  | "sign-in-expired"
  | "member-limit"
  | "scope-missing"
  | "session-required"
  | "sign-in-again"
  | "precondition-failed"
  | "unsupported-media-type"
  | "expectation-failed"
  | "idempotency-in-progress"
  | "idempotency-key-reused"
  | "unavailable"
  | "upgrade-in-progress"
  | "not-yet-visible"
  | "set-aside";

const transientCodes: ReadonlySet<ErrorCode> = new Set([
  "unavailable",
  "upgrade-in-progress",
  "not-yet-visible",
  "set-aside",
]);

/** A fault of the input. `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
}

export class RejectedError extends Error {
  override readonly name = "RejectedError";
  readonly code: ErrorCode;
  readonly detail: string;
  /** RFC 3339: when to try again, if known. */
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

  /** Is the service the reason, so that the same request may succeed later? */
  get isTransient(): boolean {
    return transientCodes.has(this.code);
  }

  static from({ rejected, detail, retryAt }: Rejection): RejectedError {
    return new RejectedError(rejected, detail, { retryAt });
  }
}

/** The most faults in one answer. */
const maximumFaults = 50;

export function invalidInput(
  faults: readonly InputFault[],
  message = "Some of the input is invalid. Correct what `errors` lists.",
): RejectedError {
  return new RejectedError("invalid-input", message, { faults: faults.slice(0, maximumFaults) });
}

/** @param pointer as in `InputFault`; empty for the body as a whole */
export function invalidAt(pointer: string, detail: string, message?: string): RejectedError {
  return invalidInput([{ pointer, detail }], message);
}

/** @param advice a sentence that says what to do */
export function managementRoleRequired(advice = ""): RejectedError {
  const detail = "Only owners, admins and creators of an organization can use management.";
  return new RejectedError("management-role-required", `${detail} ${advice}`.trim());
}

/** An event could not be folded, and whose it is was set aside. */
export function setAside(what: "organization" | "person" | "change"): RejectedError {
  const details = {
    organization:
      "A recorded change of this organization cannot be shown, so what is shown may be wrong.",
    person: "A recorded change of yours cannot be shown, so what you may do is not known.",
    change: "The change is recorded, but reads cannot show it.",
  };
  return new RejectedError(
    "set-aside",
    `${details[what]} An operator has been told and must repair it.`,
  );
}

/** Says nothing about whether it is missing or hidden from the caller: both must look the same. */
export function notFound(what: string): RejectedError {
  return new RejectedError("not-found", `There is no such ${what}.`);
}

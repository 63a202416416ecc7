/** How a command or a query refuses: with a stable code, which HTTP turns into a problem. */
import type { Rejection, RejectionCode } from "../../domain/decider.ts";

export type RefusalCode =
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

export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: RefusalCode;
  readonly detail: string;
  /** RFC 3339: when to try again, where that is known. */
  readonly retryAt: string | undefined;
  readonly faults: readonly InputFault[] | undefined;

  constructor(
    code: RefusalCode,
    detail: string,
    more: { readonly retryAt?: string | undefined; readonly faults?: readonly InputFault[] } = {},
  ) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.retryAt = more.retryAt;
    this.faults = more.faults;
  }

  static from({ rejected, detail, retryAt }: Rejection): Refused {
    return new Refused(rejected, detail, { retryAt });
  }
}

/** @param advice a sentence on what to do, or nothing */
export function managementRoleRequired(advice = ""): Refused {
  const detail = "Management is for owners, admins and creators of an organization.";
  return new Refused("management-role-required", `${detail} ${advice}`.trim());
}

/** Not there, or in an organization the caller is no active member of: the two look the same. */
export function notFound(what: string): Refused {
  return new Refused("not-found", `There is no such ${what}.`);
}

/** The verifier as a library. */
export { type FailureName, failures, type VerifyFailure } from "./failures.ts";
export { pinnedKeyFrom } from "./pinned-key.ts";
export type { Described, Trust, Verdict, VerifyOptions } from "./verdict.ts";
export { verifyBundle } from "./verify.ts";

/** What is asked of the verifier and what it answers. Imports no schema, so that the package's types need none. */
import type { VerifyFailure } from "./failures.ts";

export interface VerifyOptions {
  /** Base64 of the Ed25519 key that the auditor got another way; `pinnedKeyFrom` reads it. */
  readonly pinned?: string | undefined;
  /** The path of an older bundle or a checkpoint. */
  readonly previous?: string | undefined;
  readonly onProgress?: (progress: { readonly events: number; readonly total: number }) => void;
}

export type Trust =
  /** Signed by the pinned key or one of its successors. */
  | { readonly kind: "PINNED"; readonly keyId: string; readonly successions: number }
  /** Signed by a key for which only the bundle vouches. */
  | { readonly kind: "EMBEDDED"; readonly keyId: string }
  | { readonly kind: "UNSIGNED" }
  /** The signature is not valid, or not by the pinned key. */
  | { readonly kind: "REFUSED" };

/** What the manifest says; nothing of it holds if the bundle is refused. */
export interface Described {
  readonly organizationId: string;
  /** Positions in the organization's log. */
  readonly range: { readonly first: number; readonly last: number };
  readonly counts: {
    readonly events: number;
    readonly members: number;
    readonly roleChanges: number;
    readonly tokens: number;
  };
  /** Of the Merkle tree over all events, in base64. */
  readonly root: string;
  readonly createdAt: string;
  /** The id of the user who asked for the export. */
  readonly requestedBy: string;
}

/** The members of `Described` are missing if the manifest could not be read. */
export interface Verdict extends Partial<Described> {
  /** Nothing is wrong, and it is signed: by whom is in `trust`. */
  readonly isVerified: boolean;
  readonly trust: Trust;
  /** Empty if nothing is wrong. */
  readonly failures: readonly VerifyFailure[];
}

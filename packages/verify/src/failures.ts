/** What can be wrong with a bundle: each kind of damage has its own name (docs/export-format.md). */

export const failures = {
  "not-a-bundle": "The file is not a zip, or its end is missing.",
  "zip-ambiguous": "Another program could unpack other files than were checked.",
  "file-damaged": "A file in the bundle cannot be unpacked.",
  "file-missing": "A file is missing from the bundle.",
  "file-unexpected": "A file does not belong in a bundle.",
  "file-changed": "A file does not match the manifest.",
  "manifest-invalid": "The manifest or the list of keys is not valid.",
  "signature-invalid": "The manifest was changed after it was signed.",
  "key-mismatch": "The bundle is not signed by the pinned key or one of its successors.",
  "succession-invalid": "A key was not endorsed by its predecessor.",
  "event-malformed": "A line is not an event in this format.",
  "event-unknown": "An event's type or schema is not known; try a newer verifier.",
  "organization-mismatch": "An event belongs to another organization's log.",
  "events-missing": "Events are missing before the last one.",
  "events-inserted": "There are more events than the manifest says.",
  "events-out-of-order": "The events are not in the order of their positions.",
  "events-truncated": "The last events are missing.",
  "events-altered": "The events do not match the manifest's root.",
  "personal-data-altered": "Personal data does not match its commitment.",
  "checkpoint-invalid": "The checkpoint is not signed by a key of the bundle.",
  "checkpoint-mismatch": "The checkpoint has another log, size or root than the manifest.",
  "recorded-export-mismatch": "The events do not match an earlier export that the log recorded.",
  "counts-mismatch": "The manifest's counts do not match the files.",
  "access-review-differs": "The access review does not match the events.",
  "role-changes-differ": "The role changes do not match the events.",
  "tokens-differ": "The tokens do not match the events.",
  "consistency-proof-invalid":
    "The proof does not show that the log extends that of the previous export.",
  "previous-invalid":
    "The previous bundle or checkpoint cannot be read, or no known key signed it.",
  "previous-of-another-log": "The previous checkpoint belongs to another log.",
  "rolled-back": "The log is shorter than the previous checkpoint says.",
  "history-rewritten": "The events do not match the previous checkpoint.",
} as const;

export type FailureName = keyof typeof failures;

export interface VerifyFailure {
  readonly name: FailureName;
  /** Where the damage is, and what was found there. */
  readonly detail: string;
}

/** Records a failure. */
export type Fail = (name: FailureName, detail: string) => void;

/** Ends the verification: nothing more can be checked. */
export class Unverifiable extends Error {
  override readonly name = "Unverifiable";
  readonly failure: VerifyFailure;

  constructor(name: FailureName, detail: string) {
    super(`${name}: ${detail}`);
    this.failure = { name, detail };
  }
}

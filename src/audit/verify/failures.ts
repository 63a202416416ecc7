/** What can be wrong with a bundle: each kind of damage has its own name (docs/export-format.md). */

export const failures = {
  "not-a-bundle": "It is no zip, or its end is missing.",
  "file-damaged": "A part cannot be unpacked.",
  "file-missing": "A part is not there.",
  "file-unexpected": "There is a part that does not belong into a bundle.",
  "file-changed": "A part is not the one that was signed.",
  "manifest-invalid": "The manifest is not what it should be.",
  "signature-invalid": "The manifest was changed after it was signed.",
  "key-mismatch":
    "It is signed, but not by the key that was pinned, nor by one that this key named.",
  "succession-invalid": "A key says that it was named by its predecessor, which is not so.",
  "event-malformed": "A line is no event of this format.",
  "event-unknown": "An event's type or schema is not known; a newer verifier may be needed.",
  "organization-mismatch": "An event belongs to another organization's log.",
  "events-missing": "Positions are left out.",
  "events-inserted": "There are more events than there should be.",
  "events-out-of-order": "Events are not in the order of their positions.",
  "events-truncated": "The last events are missing.",
  "events-altered": "The events are not those that the root was made of.",
  "personal-data-altered": "Personal data is not what was recorded.",
  "checkpoint-invalid": "The checkpoint is not signed by a key of the bundle.",
  "checkpoint-mismatch": "The checkpoint speaks of another log, size or root.",
  "recorded-export-mismatch": "The log was another one when it was exported before.",
  "counts-mismatch": "The manifest counts other than what is there.",
  "access-review-differs": "The access review is not what the events replay to.",
  "role-changes-differ": "The role changes are not what the events replay to.",
  "tokens-differ": "The tokens are not what the events replay to.",
  "consistency-proof-invalid":
    "The proof does not show that the log grew from the previous export.",
  "previous-invalid": "What was given as previous cannot be read, or is not signed.",
  "previous-of-another-log": "The previous checkpoint is one of another log.",
  "rolled-back": "The log is shorter than it was before.",
  "history-rewritten": "The log does not begin as it did before.",
} as const;

export type FailureName = keyof typeof failures;

export interface VerifyFailure {
  readonly name: FailureName;
  /** Where, and what was found there. */
  readonly detail: string;
}

/** Takes note of what is wrong, and where. */
export type Fail = (name: FailureName, detail: string) => void;

/** Nothing can be checked beyond this. */
export class Unverifiable extends Error {
  override readonly name = "Unverifiable";
  readonly failure: VerifyFailure;

  constructor(name: FailureName, detail: string) {
    super(`${name}: ${detail}`);
    this.failure = { name, detail };
  }
}

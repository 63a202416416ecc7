/** The decider, the shape of every aggregate. It is pure: no I/O, no clock, no new ids. */

/**
 * `evolve` folds a stream's events into a state. `decide` checks a command against that state and
 * returns the new events (none if there is nothing to do) or a rejection.
 */
export interface Decider<State, Command, Event> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State): readonly Event[] | Rejection;
  /** Does `evolve` read events' personal data? If it does not say so, reading it throws. */
  readonly readsPersonal?: boolean;
}

/** The commands of a decider, from their fields by type. */
export type CommandIn<Fields> = {
  [Type in keyof Fields]: Readonly<{ type: Type } & Fields[Type]>;
}[keyof Fields];

/** A domain rule refused the command. `rejected` is stable and part of the HTTP contract. */
export interface Rejection {
  readonly rejected: RejectionCode;
  readonly detail: string;
  /** For `too-many-requests`: the earliest time to try again, RFC 3339. */
  readonly retryAt?: string;
}

export type RejectionCode =
  | "not-found"
  | "forbidden"
  | "last-owner"
  | "already-a-member"
  | "already-active"
  | "member-disabled"
  | "not-active"
  | "not-invited"
  | "invite-template-missing"
  | "invite-used"
  | "invite-replaced"
  | "invite-revoked"
  | "invite-expired"
  | "inviter-not-entitled"
  | "email-taken"
  | "limit-reached"
  | "notification-sent"
  | "token-deleted"
  | "token-expired"
  | "token-ended"
  | "token-lease-lapsed"
  | "too-large"
  | "too-many-requests"
  | "invalid-input";

export function reject(rejected: RejectionCode, detail: string): Rejection {
  return { rejected, detail };
}

export function isRejection(outcome: readonly unknown[] | Rejection): outcome is Rejection {
  return !Array.isArray(outcome);
}

/** Folds a stream's events into a state. */
export function fold<State, Event>(
  decider: Pick<Decider<State, never, Event>, "initial" | "evolve">,
  events: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}

/** The fields of `wanted` that differ from `known`; undefined if none does. Clearing an unset field is no change. */
export function changedFields<Patch extends object>(
  wanted: Patch,
  known: { readonly [Field in keyof Patch]?: Patch[Field] | undefined },
): Partial<Patch> | undefined {
  const changed: Partial<Patch> = {};
  for (const field of Object.keys(wanted) as (keyof Patch)[]) {
    const value = wanted[field];
    if (value !== undefined && (value ?? null) !== (known[field] ?? null)) changed[field] = value;
  }
  return Object.keys(changed).length === 0 ? undefined : changed;
}

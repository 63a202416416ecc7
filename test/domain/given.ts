/** `given(decider, events).when(command).then(events)` states a domain rule in a few lines. */
import { expect } from "vitest";
import { type Decider, fold, isRejection, type RejectionCode } from "../../src/domain/decider.ts";

export function given<State, Command, Event>(
  decider: Decider<State, Command, Event>,
  events: readonly Event[],
) {
  const state = fold<State, Event>(decider, events);
  return {
    state,
    when(command: Command) {
      const outcome = decider.decide(command, state);
      return {
        /** Expects exactly these events; without arguments, expects none. */
        then(...expected: readonly Event[]): void {
          expect(outcome).toEqual(expected);
        },
        thenRejected(code: RejectionCode): void {
          expect(isRejection(outcome) ? outcome.rejected : outcome).toBe(code);
          // People read it.
          expect(isRejection(outcome) && outcome.detail).toMatch(/^\S.{9,}/su);
        },
        outcome,
      };
    },
  };
}

/** The nth id, readable in a failure. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** The nth digest. */
export function digestOf(number: number): string {
  return String(number).padStart(64, "0");
}

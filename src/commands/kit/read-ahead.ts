/**
 * Reads what a change will ask of the streams while the caller's rights are looked up: one round trip
 * instead of two (docs/decisions/0031-group-reads.md).
 */
import type { AnyEvent } from "../../domain/event.ts";
import { endsForAuthority } from "./authority.ts";
import { load, type StreamChange, type StreamTarget } from "./change.ts";
import type { CommandContext } from "./context.ts";

/**
 * Begins to read, for everybody alike: a refusal must not show whether the stream exists. Pass the result to
 * `change` only if nothing but the look-up of the rights lies in between.
 */
export function readAhead<State, Command, Event extends AnyEvent>(
  context: CommandContext,
  target: StreamTarget<State, Command, Event>,
  organizationId: string,
) {
  const { services, caller } = context;
  const known = load(context, target);
  const ends = endsForAuthority(services.store, { organizationId, userId: caller.userId });
  // A refused command never awaits them; their failure must not end the process.
  known.catch(() => undefined);
  ends.catch(() => undefined);
  return { known, ends } satisfies Partial<StreamChange<State, Command, Event>>;
}

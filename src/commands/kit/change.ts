/**
 * Changing one stream: load, decide, append - and on a conflict load again and decide again. The same
 * events are never pushed twice without deciding (craft.md, mistake 2).
 */
import { type Decider, fold, isRejection } from "../../domain/decider.ts";
import type { AnyEvent } from "../../domain/event.ts";
import type { Actor, Metadata, RecordedEvent } from "../../eventstore/codec.ts";
import { WrongExpectedRevision } from "../../eventstore/errors.ts";
import type { Position } from "../../eventstore/port.ts";
import type { CommandResult, CommandContext } from "./context.ts";
import { RejectedError } from "./rejected-error.ts";

/** A stream to change, the decider that rules it, and what its events are about. */
export interface StreamTarget<State, Command, Event extends AnyEvent> {
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  readonly organizationId?: string | undefined;
  readonly subjectId?: string | undefined;
}

export interface StreamChange<State, Command, Event extends AnyEvent> {
  /** Made anew from the state at every try. */
  readonly command: Command | ((state: State) => Promise<Command>);
  readonly actor: Actor;
  readonly causationId?: string | undefined;
  /** Runs after the decision and before the append; throwing leaves the stream as it was. */
  readonly beforeAppend?: (step: Step<State, Event>) => Promise<void>;
}

export interface Step<State, Event> {
  readonly before: State;
  readonly after: State;
  /** The new events; none where there was nothing to do, or where it was done by an earlier try. */
  readonly events: readonly Event[];
}

export interface Changed<State, Event> extends Step<State, Event> {
  /** Where the stream's last event stands. */
  readonly position: Position;
  readonly lastEventId: string | undefined;
}

interface Loaded<State> {
  readonly state: State;
  readonly events: readonly RecordedEvent[];
}

/** A conflict means that somebody else made progress, so a few tries serve even a busy stream. */
const maximumTries = 20;

/**
 * Compares the stream with the request's `If-Match`. Pass `withoutIfMatch(context)` where the stream is
 * not the resource that the request names.
 * @throws RejectedError where the domain says no or `If-Match` does not hold; the store's own errors.
 */
export async function change<State, Command, Event extends AnyEvent>(
  context: CommandContext,
  target: StreamTarget<State, Command, Event>,
  wanted: StreamChange<State, Command, Event>,
): Promise<Changed<State, Event>> {
  requireReadModels(context);
  for (let tries = 0; tries < maximumTries; tries += 1) {
    const loaded = await load(context, target);
    const last = loaded.events.at(-1);
    if (wasAppended(context, target.stream, loaded.events)) {
      const { state } = loaded;
      const position = last?.position ?? 0n;
      return { before: state, after: state, events: [], position, lastEventId: last?.eventId };
    }
    requireRevision(context, last?.revision);
    const events = await decide(target, wanted.command, loaded.state);
    const { decider } = target;
    const after = events.reduce((state, event) => decider.evolve(state, event), loaded.state);
    const step = { before: loaded.state, after, events };
    await wanted.beforeAppend?.(step);
    if (events.length === 0) {
      return { ...step, position: last?.position ?? 0n, lastEventId: last?.eventId };
    }
    const toWrite = events.map((event, index) => ({
      event,
      eventId: context.ids.event(target.stream, index),
      metadata: metadataOf(context, target, wanted),
    }));
    const records = await context.services.codec.encode(target.stream, toWrite);
    try {
      const expected = last?.revision ?? "none";
      const { position } = await context.services.store.append(target.stream, expected, records);
      return { ...step, position, lastEventId: toWrite.at(-1)?.eventId };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
  throw new RejectedError("unavailable", "This is being changed by many at once; try again.");
}

/** What a decider would say now, without writing: throws what `change` would throw. */
export async function dryRun<State, Command, Event extends AnyEvent>(
  context: CommandContext,
  target: StreamTarget<State, Command, Event>,
  command: Command,
): Promise<void> {
  const { state, events } = await load(context, target);
  if (!wasAppended(context, target.stream, events)) await decide(target, command, state);
}

/**
 * What an earlier try of this request did to the stream, where it was cut off before its answer. Asked
 * before the rights by commands that may take away what they rest on - a solution, one's own role -
 * for they would refuse their own repeat. Only the same caller's same request can have made these ids.
 */
export async function earlierTry(
  context: CommandContext,
  target: StreamTarget<unknown, never, AnyEvent>,
): Promise<CommandResult | undefined> {
  if (context.isResumed !== true) return undefined;
  const events = await context.services.codec.decode(
    await context.services.store.readStream(target.stream),
  );
  const last = events.at(-1);
  return last !== undefined && wasAppended(context, target.stream, events)
    ? { position: last.position }
    : undefined;
}

/** A stream's state as it is now. */
export async function load<State, Command, Event extends AnyEvent>(
  { services }: Pick<CommandContext, "services">,
  { stream, decider }: StreamTarget<State, Command, Event>,
): Promise<Loaded<State>> {
  const events = await services.codec.decode(await services.store.readStream(stream));
  // The codec checks that a stream holds only what the catalogue gives its category.
  return { state: fold(decider, events as readonly AnyEvent[] as readonly Event[]), events };
}

/** Did an earlier try under the same idempotency key append to this stream already? */
function wasAppended(
  context: CommandContext,
  stream: string,
  events: readonly RecordedEvent[],
): boolean {
  const first = context.ids.event(stream, 0);
  return events.some(({ eventId }) => eventId === first);
}

/** Rights are asked of the read models: while those have stopped, nothing new is written on their word. */
function requireReadModels({ services }: CommandContext): void {
  if (!services.directory.isStopped()) return;
  throw new RejectedError(
    "unavailable",
    "The read models have stopped; an operator has to look at them.",
  );
}

function requireRevision({ ifMatch }: CommandContext, revision: number | undefined): void {
  // What is not there is refused as such by the decider.
  if (ifMatch === undefined || revision === undefined || ifMatch.includes(revision)) return;
  throw new RejectedError(
    "precondition-failed",
    "It was changed since you read it; read it again.",
  );
}

async function decide<State, Command, Event extends AnyEvent>(
  { decider }: StreamTarget<State, Command, Event>,
  wanted: Command | ((state: State) => Promise<Command>),
  state: State,
): Promise<readonly Event[]> {
  const command = wanted instanceof Function ? await wanted(state) : wanted;
  const outcome = decider.decide(command, state);
  if (isRejection(outcome)) throw RejectedError.from(outcome);
  return outcome;
}

function metadataOf(
  context: CommandContext,
  {
    organizationId,
    subjectId,
  }: Pick<StreamTarget<unknown, unknown, AnyEvent>, "organizationId" | "subjectId">,
  { actor, causationId }: Pick<StreamChange<unknown, unknown, AnyEvent>, "actor" | "causationId">,
): Metadata {
  return {
    occurredAt: context.at,
    organizationId,
    subjectId,
    actor,
    correlationId: context.correlationId,
    causationId,
  };
}

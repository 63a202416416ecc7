/**
 * Changes one stream: load, decide, append. After a conflict it loads and decides again, because the
 * rules may now give another result.
 */
import { type Decider, fold, isRejection } from "../../domain/decider.ts";
import type { AnyEvent } from "../../domain/event.ts";
import type { Actor, RecordedEvent } from "../../eventstore/codec.ts";
import { roomFor } from "../../domain/stream-room.ts";
import { WrongExpectedRevision } from "../../eventstore/errors.ts";
import type { Position } from "../../eventstore/port.ts";
import { requireAuthority, type StreamEnds } from "./authority.ts";
import type { Authority } from "./authorize.ts";
import {
  type ChangedStream,
  requireKnownToAll,
  requireReadModels,
  requireRevision,
  requireRoom,
  takeEntries,
} from "./conditions.ts";
import type { CommandResult, CommandContext } from "./context.ts";
import { oneByOne } from "./one-by-one.ts";
import { RejectedError } from "./rejected-error.ts";

/** A stream to change, with its decider. */
export interface StreamTarget<State, Command, Event extends AnyEvent> extends ChangedStream {
  readonly decider: Decider<State, Command, Event>;
}

export interface StreamChange<State, Command, Event extends AnyEvent> {
  /** A function is called again for every try. */
  readonly command: Command | ((state: State) => Promise<Command>);
  readonly actor: Actor;
  /**
   * The actor's rights, to be asked of the streams. Left out if nobody's rights matter: the system acts,
   * people act on their own streams, or it finishes what was begun.
   */
  readonly authority?: Authority | undefined;
  readonly causationId?: string | undefined;
  /**
   * Does it complete what another stream records already, after its room was checked by `dryRun`? Then it
   * may use room that the stream reserves.
   */
  readonly isCompletion?: boolean;
  /**
   * The stream, if it was read just before for a decision of the same command. The first try uses it; the
   * append's expected revision guards it.
   */
  readonly known?: Loaded<State> | Promise<Loaded<State>> | undefined;
  /** What `requireAuthority` asks, if it was read ahead. The first try uses it. */
  readonly ends?: Promise<StreamEnds> | undefined;
  /** Runs between the decision and the append. If it throws, nothing is appended. */
  readonly beforeAppend?: (step: Step<State, Event>) => Promise<void>;
}

export interface Step<State, Event> {
  readonly before: State;
  readonly after: State;
  /** The new events; none if nothing changes or an earlier try made the change. */
  readonly events: readonly Event[];
}

export interface Changed<State, Event> extends Step<State, Event> {
  /** The position of the stream's last event. */
  readonly position: Position;
  readonly lastEventId: string | undefined;
  /** Who began the stream; undefined if this change did. */
  readonly begunBy: string | undefined;
}

interface Loaded<State> {
  readonly state: State;
  readonly events: readonly RecordedEvent[];
}

/** For those who conflict with changes by other instances, and with first tries by this one. */
const maximumTries = 20;

/**
 * Applies a command to a stream. `If-Match` is checked against this stream: pass
 * `withoutIfMatch(context)` if it is not the resource that the request names.
 *
 * Whoever holds a turn may wait for another only from a member's stream to its organization's.
 * @throws RejectedError if the decider refuses or `If-Match` does not match; errors of the store
 */
export async function change<State, Command, Event extends AnyEvent>(
  context: CommandContext,
  target: StreamTarget<State, Command, Event>,
  wanted: StreamChange<State, Command, Event>,
): Promise<Changed<State, Event>> {
  requireReadModels(context);
  const { services, ids } = context;
  const { stream, decider, organizationId, subjectId } = target;
  const first = await attempt(true);
  if (first !== undefined) return first;
  return oneByOne(services.store, stream, async () => {
    for (let tries = 1; tries < maximumTries; tries += 1) {
      const changed = await attempt(false);
      if (changed !== undefined) return changed;
    }
    throw new RejectedError("unavailable", "Many others are changing this right now. Try again.");
  });

  /** @returns undefined after a conflict */
  async function attempt(isFirst: boolean): Promise<Changed<State, Event> | undefined> {
    const { authority, actor, causationId } = wanted;
    const first = isFirst ? wanted : undefined;
    // The streams are asked for the rights while the target is read.
    const [{ state: before, events: known }] = await Promise.all([
      first?.known ?? load(context, target),
      authority && requireAuthority(services, authority, first?.ends),
    ]);
    const last = known.at(-1);
    const begunBy = known[0]?.metadata.actor.userId;
    const place = { position: last?.position ?? 0n, lastEventId: last?.eventId, begunBy };
    if (wasAppended(context, stream, known)) return { before, after: before, events: [], ...place };
    requireRevision(context, last?.revision);
    const events = await decide(target, wanted.command, before);
    const after = events.reduce((state, event) => decider.evolve(state, event), before);
    const step = { before, after, events };
    await requireKnownToAll(context, events);
    const own = roomFor(events);
    const room = wanted.isCompletion === true && own === "ordinary" ? "partial" : own;
    requireRoom(context, stream, known.length + events.length, room);
    if (room === "ordinary" && isFirst) await takeEntries(context, target, events);
    await wanted.beforeAppend?.(step);
    if (events.length === 0) return { ...step, ...place };
    const { at: occurredAt, correlationId } = context;
    const about = { organizationId, subjectId };
    const metadata = { occurredAt, ...about, actor, correlationId, causationId };
    const toWrite = events.map((event, index) => ({
      event,
      eventId: ids.event(stream, index),
      metadata,
    }));
    const records = await services.codec.encode(stream, toWrite);
    try {
      const { position } = await services.store.append(stream, last?.revision ?? "none", records);
      return { ...step, position, lastEventId: toWrite.at(-1)?.eventId, begunBy };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
    return undefined;
  }
}

/**
 * Decides without writing.
 * @param known the stream, if it was read just before
 * @throws what `change` would throw, except for `If-Match` and rates
 */
export async function dryRun<State, Command, Event extends AnyEvent>(
  context: CommandContext,
  target: StreamTarget<State, Command, Event>,
  command: Command,
  known?: Loaded<State>,
): Promise<void> {
  const { state, events } = known ?? (await load(context, target));
  if (wasAppended(context, target.stream, events)) return;
  const decided = await decide(target, command, state);
  await requireKnownToAll(context, decided);
  requireRoom(context, target.stream, events.length + decided.length, roomFor(decided));
}

/**
 * The result of an earlier try of this request that crashed before it answered. Commands that can
 * remove what their own authorization needs, such as a solution or the caller's role, call this before
 * they ask for that right; otherwise they would refuse the repeat. The ids prove it is the same caller's
 * request.
 */
export async function earlierTry(
  context: CommandContext,
  target: StreamTarget<unknown, never, AnyEvent>,
): Promise<CommandResult | undefined> {
  if (context.isResumed !== true) return undefined;
  const { store, codec } = context.services;
  const events = await codec.decode(await store.readStream(target.stream), target.decider);
  const last = events.at(-1);
  return last !== undefined && wasAppended(context, target.stream, events)
    ? { position: last.position }
    : undefined;
}

/** Reads a stream's events and its current state. */
export async function load<State, Command, Event extends AnyEvent>(
  { services }: Pick<CommandContext, "services">,
  { stream, decider }: StreamTarget<State, Command, Event>,
): Promise<Loaded<State>> {
  const events = await services.codec.decode(await services.store.readStream(stream), decider);
  // Safe cast: the codec checks that a stream holds only events of its category.
  return { state: fold(decider, events as readonly AnyEvent[] as readonly Event[]), events };
}

/** A stream that was not begun yet: that of something whose id was made just now. */
export function notBegun<State, Command, Event extends AnyEvent>({
  decider,
}: StreamTarget<State, Command, Event>): Loaded<State> {
  return { state: decider.initial, events: [] };
}

/** Did an earlier try under the same idempotency key append to this stream? */
function wasAppended(context: CommandContext, stream: string, events: readonly RecordedEvent[]) {
  const first = context.ids.event(stream, 0);
  return events.some(({ eventId }) => eventId === first);
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

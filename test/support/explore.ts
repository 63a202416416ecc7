/**
 * Explicit-state search, for models of protocols: it visits every state that can be reached, each once, and
 * reports the shortest way to a fault.
 */
import { type Decider, fold, type Rejection } from "../../src/domain/decider.ts";

export interface Model<State> {
  readonly initial: readonly State[];
  /** The same text for the same state, and another one for any other. */
  readonly key: (state: State) => string;
  /** Everything that may happen next. */
  readonly next: (state: State) => readonly Step<State>[];
  /** What is wrong in the state. */
  readonly fault: (state: State) => string | undefined;
}

export interface Step<State> {
  readonly name: string;
  readonly state: State;
}

export interface Explored {
  readonly states: number;
  /** The first fault, and the steps that lead to it. */
  readonly fault: string | undefined;
  readonly steps: readonly string[];
}

/** Breadth first, so that no shorter way leads to the fault. */
export function explore<State>(model: Model<State>): Explored {
  const { initial, key, next, fault } = model;
  const known = new Set<string>();
  const states: State[] = [];
  const cameFrom: { readonly state: number; readonly name: string }[] = [];

  function visit(state: State, from: number, name: string): void {
    const text = key(state);
    if (known.has(text)) return;
    known.add(text);
    states.push(state);
    cameFrom.push({ state: from, name });
  }

  function stepsTo(state: number): string[] {
    const steps: string[] = [];
    for (let at = cameFrom[state]; at && at.state >= 0; at = cameFrom[at.state])
      steps.push(at.name);
    return steps.toReversed();
  }

  for (const state of initial) visit(state, -1, "");
  for (const [index, state] of states.entries()) {
    const found = fault(state);
    if (found !== undefined) return { states: states.length, fault: found, steps: stepsTo(index) };
    for (const step of next(state)) visit(step.state, index, step.name);
  }
  return { states: states.length, fault: undefined, steps: [] };
}

/**
 * A stream of a model, as it is or as somebody has read it. The same events are the same object, so a stream
 * is compared by identity and named by a number.
 */
export interface Stream<State, Command, Event> {
  readonly number: number;
  readonly events: readonly Event[];
  readonly state: State;
  readonly decide: (command: Command) => readonly Event[] | Rejection;
  /** @param id of the append, if it can be recognized when it is tried again */
  readonly append: (events: readonly Event[], id?: string) => Stream<State, Command, Event>;
  readonly has: (id: string) => boolean;
}

let streams = 0;

/** A stream that begins with these events. A command that is asked often should be the same object each time. */
export function streamOf<State, Command, Event>(
  decider: Decider<State, Command, Event>,
  events: readonly Event[],
  ids: ReadonlySet<string> = new Set(),
): Stream<State, Command, Event> {
  type Longer = Stream<State, Command, Event>;
  const state = fold<State, Event>(decider, events);
  const decided = new Map<Command, readonly Event[] | Rejection>();
  const longer = new Map<string, Longer>();
  /** The same, found sooner: what was decided is mostly the same object. */
  const known = new Map<readonly Event[], Map<string | undefined, Longer>>();
  streams += 1;
  return {
    number: streams,
    events,
    state,
    decide: (command) => remember(decided, command, () => decider.decide(command, state)),
    append: (more, id) =>
      remember(
        remember(known, more, () => new Map()),
        id,
        () =>
          remember(longer, JSON.stringify([id, more]), () =>
            streamOf(decider, [...events, ...more], id === undefined ? ids : new Set([...ids, id])),
          ),
      ),
    has: (id) => ids.has(id),
  };
}

/** The value under the key, made at first. */
export function remember<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}

/** A pick of `size` of the items, in which an item may recur; each pick once, whatever its order. */
export function picks<Item>(items: readonly Item[], size: number): Item[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    picks(items.slice(index), size - 1).map((others) => [item, ...others]),
  );
}

/**
 * The in-memory log of the wire-level stand-in for EventStoreDB, with the rules of appending that the event
 * store port relies on.
 */

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
}

/** A revision, or the protocol's no_stream and any. */
export type Expected = number | "none" | "any";

export type Outcome =
  | { readonly kind: "appended"; readonly last: LoggedEvent }
  | { readonly kind: "conflict"; readonly current: number | undefined };

export interface Log {
  /** All events, in the order of their positions. */
  readonly all: readonly LoggedEvent[];
  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Outcome;
  read(stream: string): readonly LoggedEvent[];
  /** Forgets all but the first events, as the restore of an older backup does. */
  restore(count: number): void;
  /** Resolves when `all` is longer than `length`, or when the signal aborts. */
  grown(length: number, signal: AbortSignal): Promise<void>;
}

export function createLog(): Log {
  const all: LoggedEvent[] = [];
  const streams = new Map<string, LoggedEvent[]>();
  const waiting = new Set<() => void>();
  const beginning = 4_096n;
  let end = beginning;

  /** The last event of an earlier append of the same events, if any. */
  function repeated(
    events: readonly LoggedEvent[],
    from: number,
    proposed: readonly ProposedEvent[],
  ) {
    const earlier = events.slice(from, from + proposed.length);
    const same = proposed.every((event, index) => earlier[index]?.id === event.id);
    return same ? earlier.at(-1) : undefined;
  }

  function write(stream: string, events: LoggedEvent[], proposed: ProposedEvent): LoggedEvent {
    // A position is a place in the log's bytes: increasing, with gaps.
    end += BigInt(100 + proposed.data.length + proposed.metadata.length);
    const event = { ...proposed, stream, revision: events.length, position: end };
    events.push(event);
    all.push(event);
    return event;
  }

  return {
    all,
    append(stream, expected, proposed) {
      const events = streams.get(stream) ?? [];
      const length = expected === "any" ? events.length : expected === "none" ? 0 : expected + 1;
      if (length !== events.length) {
        const last = repeated(events, length, proposed);
        if (last !== undefined) return { kind: "appended", last };
        return { kind: "conflict", current: events.at(-1)?.revision };
      }
      streams.set(stream, events);
      const last = proposed.map((event) => write(stream, events, event)).at(-1);
      if (last === undefined) throw new Error("an append without events");
      for (const wake of waiting) wake();
      return { kind: "appended", last };
    },
    read: (stream) => streams.get(stream) ?? [],
    restore(count) {
      all.length = count;
      for (const [stream, events] of streams) {
        streams.set(
          stream,
          events.filter((event) => all.includes(event)),
        );
      }
      end = all.at(-1)?.position ?? beginning;
    },
    async grown(length, signal) {
      while (all.length <= length && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            signal.removeEventListener("abort", wake);
            resolve();
          };
          waiting.add(wake);
          signal.addEventListener("abort", wake);
        });
      }
    },
  };
}

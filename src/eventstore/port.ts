/**
 * The event store port: all that Muster needs of an event store.
 *
 * Records are JSON texts with a type, an id and metadata; only the codec (codec.ts) knows their content.
 * Two adapters implement the port, postgres/ and eventstoredb/, and one contract suite
 * (test/eventstore/contract.ts) runs against both.
 */

/** A place in the global order of all events. 0n is "before the first event". */
export type Position = bigint;

/**
 * The state that the writer expects of the stream. A number is the revision of its last event (the first
 * event has revision 0).
 */
export type ExpectedRevision = number | "none" | "any";

/** An event about to be written. `data` and `metadata` are JSON texts. */
export interface NewRecord {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An event as it is stored. */
export interface StoredRecord extends NewRecord {
  readonly stream: string;
  /** Place in its stream, from 0 without gaps. */
  readonly revision: number;
  /** Place in the global order, strictly increasing. */
  readonly position: Position;
}

/** The result of an append: the place of its last event. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

/** A stream's last event, without its content. */
export interface StreamEnd {
  readonly type: string;
  readonly revision: number;
}

/** A running subscription. */
export interface Subscription {
  /** Stops it; resolves once the handler in progress has returned. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves after `stop`; rejects with the handler's own error if the handler failed. */
  readonly finished: Promise<void>;
}

/** Called with events in order, one batch at a time; the next batch waits until it has returned. */
export type BatchHandler = (batch: readonly StoredRecord[]) => Promise<void>;

export interface EventStore {
  /**
   * Appends all records to one stream, or none of them. Once it resolves they are durable.
   * Repeating an append with the same ids and the same expected revision (not `any`) returns the
   * first result and writes nothing.
   * @throws WrongExpectedRevision, LimitExceeded, EventStoreUnavailable
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    records: readonly NewRecord[],
  ): Promise<Appended>;

  /**
   * Reads a whole stream in order (streams are short, at most `limits.streamEvents`); an empty array
   * when there is none.
   * @throws LimitExceeded, EventStoreUnavailable
   */
  readStream(stream: string): Promise<readonly StoredRecord[]>;

  /**
   * The last event of each stream, in the order of the names, without reading the streams; undefined
   * for a stream that does not exist. @throws EventStoreUnavailable
   */
  endsOf(streams: readonly string[]): Promise<readonly (StreamEnd | undefined)[]>;

  /** Reads everything after a position, in order and in batches, including events appended meanwhile. */
  readAll(after: Position, batchSize?: number): AsyncIterable<readonly StoredRecord[]>;

  /**
   * Delivers every event after a position, then the new ones as they are written: each exactly once and
   * in order, even across lost connections.
   */
  subscribe(after: Position, handler: BatchHandler): Subscription;

  /** The position of the last event, 0n when there is none. @throws EventStoreUnavailable */
  lastPosition(): Promise<Position>;

  /** The id of the event at a position; undefined when there is none. @throws EventStoreUnavailable */
  eventIdAt(position: Position): Promise<string | undefined>;

  /** What positions count: the events, or the bytes of the store's log. */
  readonly positionUnit: "events" | "bytes";

  /** Finishes the appends in flight, stops subscriptions, releases connections. */
  close(): Promise<void>;
}

/** Bounds of the port, the same for every adapter. Sizes are bytes of UTF-8. */
export const limits = {
  /** data + metadata + type + id of all records of one append; EventStoreDB refuses above 1 MiB. */
  appendBytes: 1_040_000,
  appendEvents: 500,
  streamNameBytes: 200,
  typeBytes: 100,
  /** JSON nesting of data or metadata. */
  depth: 100,
  /** Longest stream that can be read or written. */
  streamEvents: 10_000,
  /** Events handed to a subscriber at once. */
  batchEvents: 500,
} as const;

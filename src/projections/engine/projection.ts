/** The interface of a projection: it folds all events, in order, into tables of its own. */
import type pg from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { StoredRecord } from "../../eventstore/port.ts";

export interface Projection {
  /** Names the checkpoint; operators name the projection by it. */
  readonly name: string;
  /**
   * Raise it when the fold's result changes for the same events: shadow tables are then filled and
   * switched in. Migrations define the tables' columns.
   */
  readonly version: number;
  /**
   * Is each event folded at once? Where commands wait for every change. The others are gentle (pacing.ts):
   * they fold larger batches together, and at once only while somebody waits for their position.
   */
  readonly isPrompt?: boolean;
  /**
   * Does each commit wait for the disk? Where rights are read, because a change that was answered must not
   * be undone by a crash of the database, not even until it has been folded again.
   */
  readonly isDurable?: boolean;
  /** Does it read events' personal data? If it does not say so, reading it throws. */
  readonly readsPersonal?: boolean;
  /** All tables that it writes, shared with no other projection: a rebuild replaces exactly these. */
  readonly tables: readonly string[];
  /**
   * The indexes by which the fold and `setAside` find rows, besides primary keys. A rebuild has them from its
   * beginning and makes the others at its end: without them, each batch would read whole tables.
   */
  readonly foldIndexes?: readonly string[];
  /**
   * Folds a batch into the tables, with set-based statements. The transaction also moves the checkpoint,
   * so each event is folded exactly once. Table names have no schema, because a rebuild runs the same
   * statements against the shadow tables.
   * @param records the same events, as stored
   * @param setAside the keys that are set aside; the batch has no events of theirs
   */
  apply(
    batch: readonly RecordedEvent[],
    client: pg.ClientBase,
    records: readonly StoredRecord[],
    setAside?: ReadonlySet<string>,
  ): Promise<void>;
  /**
   * Called for each event that is held back, in its transaction: makes the tables show nothing that the
   * event could have ended, for reads that do not ask whether the key is set aside. A rebuild restores it.
   * @param key names an organization or a person (set-aside.ts)
   * @returns further keys to set aside, because the event concerns them too
   */
  readonly setAside?: (
    client: pg.ClientBase,
    key: string,
    record: StoredRecord,
  ) => Promise<readonly string[] | undefined>;
  /**
   * `apply` for a rebuild, while nobody reads the tables: rows stay in memory over many batches and are
   * written only now and then. Left out if that gains nothing.
   */
  readonly gather?: (client: pg.ClientBase) => Gathering;
  /** `apply` with rows that stay in memory between batches (kept-fold.ts). Left out if that gains nothing. */
  readonly keep?: () => KeptRows;
}

/** Rows in memory. After a failure they are of no use. */
export interface KeptRows {
  /** Folds in memory, and loads what is missing. False if only `apply` can fold the batch. */
  readonly fold: (batch: readonly RecordedEvent[], client: pg.ClientBase) => Promise<boolean>;
  /**
   * Prepares to send what has changed, without waiting before the last statement. Everything that can go
   * wrong on this side throws here, before anything is sent.
   */
  readonly prepare: () => (client: pg.ClientBase) => Promise<unknown>;
  /**
   * Called after the commit.
   * @returns the rows with which commands answer, by their ids
   */
  readonly committed: (
    batch: readonly RecordedEvent[],
  ) => readonly (readonly [id: string, row: object])[];
}

/** A fold that decides when to write. After a failure the tables are unusable. */
export interface Gathering {
  readonly fold: (
    batch: readonly RecordedEvent[],
    records: readonly StoredRecord[],
  ) => Promise<void>;
  /** Writes the rest. */
  readonly finish: () => Promise<void>;
  /** After a failure: once it resolves, nothing is sent any more. */
  readonly stop: () => Promise<void>;
}

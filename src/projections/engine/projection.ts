/** What a projection is: a fold of all events, in order, into tables of its own. */
import type pg from "pg";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { StoredRecord } from "../../eventstore/port.ts";

export interface Projection {
  /** Names its checkpoint; also what an operator types. */
  readonly name: string;
  /**
   * Raised when the fold makes something else of the same events: shadow tables are then filled and
   * switched in. Their shape itself is made by the migrations.
   */
  readonly version: number;
  /** All of its tables, and nobody else's: a rebuild makes exactly these anew. */
  readonly tables: readonly string[];
  /**
   * Folds a batch into the tables, with set-based statements. Runs in a transaction that also moves the
   * checkpoint, so it happens exactly once. Table names are not qualified by a schema: a rebuild
   * runs the same statements against the shadow tables.
   * @param records the same events as they are stored
   */
  apply(
    batch: readonly RecordedEvent[],
    client: pg.ClientBase,
    records: readonly StoredRecord[],
  ): Promise<void>;
  /**
   * The same for a rebuild, where nobody reads the tables yet: rows may stay in memory over many
   * batches, and are written now and then instead of every time. Left out where that gains nothing.
   */
  readonly gather?: (client: pg.ClientBase) => Gathering;
}

/** A fold that writes when it sees fit. Where it fails, the tables are good for nothing. */
export interface Gathering {
  readonly fold: (batch: readonly RecordedEvent[]) => Promise<void>;
  /** Writes the rest. */
  readonly finish: () => Promise<void>;
}

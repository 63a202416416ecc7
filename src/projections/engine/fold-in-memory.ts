/** Folds events in memory over the rows they touch: batch by batch, or over many batches in a rebuild. */
import type pg from "pg";
import { idIn } from "../../domain/streams.ts";
import type { RecordedEvent } from "../../eventstore/codec.ts";
import type { Gathering, KeptRows, Projection } from "./projection.ts";
import { type Cost, slicesOf } from "./slices.ts";
import {
  ageUnit,
  flushUnit,
  forgetUnit,
  measureUnit,
  prepareUnit,
  trickleUnit,
  type WorkingSets,
} from "./unit-of-work.ts";

/** A statement that runs after an event. */
interface Ending {
  readonly name: string;
  readonly text: string;
}

/**
 * Endings by event type. A deleted solution or organization may have a million members, so the database
 * changes their rows, and the fold stays small.
 */
export type Endings = Readonly<Record<string, Ending>>;

interface ReadModel<Unit extends WorkingSets> {
  readonly begin: () => Unit;
  /** Loads the rows that the events touch. */
  readonly load: (
    unit: Unit,
    events: readonly RecordedEvent[],
    client: pg.ClientBase,
  ) => Promise<void>;
  /** How many rows each event touches. */
  readonly costs: (
    unit: Unit,
    events: readonly RecordedEvent[],
    client: pg.ClientBase,
  ) => Promise<readonly Cost[]>;
  readonly fold: (unit: Unit, event: RecordedEvent) => void;
  /** $1 is the id in the stream's name. */
  readonly endings: Endings;
  /** The row with which a command answers that wrote the event, and its id. */
  readonly answer?: (unit: Unit, event: RecordedEvent) => readonly [string, object] | undefined;
}

/**
 * Held rows in a rebuild before those are released that were not used since the last time, and the changed
 * ones are written: so many, and twice as many at most.
 */
const usualRows = 60_000;
/** The rows loaded for one slice of a batch, and held while a batch is folded. */
export const maxSliceRows = 10_000;
/** Held between the batches of a running service: some 20 MB. */
const maxKeptRows = 20_000;

/** @param rows only tests pass another number */
export function foldInMemory<Unit extends WorkingSets>(
  model: ReadModel<Unit>,
  rows = usualRows,
): Required<Pick<Projection, "apply" | "gather" | "keep">> {
  return {
    async apply(batch, client) {
      const unit = model.begin();
      await foldBatch(model, unit, batch, client, { atMost: 2 * maxSliceRows });
      await flushUnit(unit, client);
    },

    gather(client): Gathering {
      const unit = model.begin();
      const stopping = new AbortController();
      let writing = Promise.resolve();
      return {
        async fold(batch) {
          await foldBatch(model, unit, batch, client, { atMost: 3 * rows, settle: () => writing });
          if (measureUnit(unit).youngSize < rows) return;
          // What is written is held until it is: in the generation that is now the older one.
          await writing;
          writing = trickleUnit(unit, client, stopping.signal);
          writing.catch(() => undefined);
          ageUnit(unit);
        },
        async finish() {
          await writing;
          await trickleUnit(unit, client, stopping.signal);
        },
        async stop() {
          stopping.abort();
          await Promise.allSettled([writing]);
        },
      };
    },

    keep: () => keepRows(model),
  };
}

/** All are released when there are too many: those in use are soon back. */
function keepRows<Unit extends WorkingSets>(model: ReadModel<Unit>): KeptRows {
  const unit = model.begin();
  return {
    async fold(batch, client) {
      if (batch.some(({ type }) => model.endings[type] !== undefined)) return false;
      const costs = await model.costs(unit, batch, client);
      if (slicesOf(costs, maxSliceRows).length > 1) return false;
      await model.load(unit, batch, client);
      for (const event of batch) model.fold(unit, event);
      return true;
    },
    prepare: () => prepareUnit(unit),
    committed(batch) {
      const answers = batch.flatMap((event) => {
        const answer = model.answer?.(unit, event);
        return answer === undefined ? [] : [answer];
      });
      if (measureUnit(unit).size > maxKeptRows) forgetUnit(unit);
      return answers;
    },
  };
}

interface Holding {
  /** The rows that may be held. */
  readonly atMost: number;
  /** Resolves once what is being written is written. */
  readonly settle?: () => Promise<void>;
}

async function foldBatch<Unit extends WorkingSets>(
  { load, costs, fold, endings }: ReadModel<Unit>,
  unit: Unit,
  batch: readonly RecordedEvent[],
  client: pg.ClientBase,
  { atMost, settle }: Holding,
): Promise<void> {
  for (const { run, last, ending } of runsOf(batch, endings)) {
    for (const { start, end, rows } of slicesOf(await costs(unit, run, client), maxSliceRows)) {
      const slice = run.slice(start, end);
      if (rows + measureUnit(unit).size > atMost) {
        await settle?.();
        await flushUnit(unit, client);
        forgetUnit(unit);
      }
      await load(unit, slice, client);
      for (const event of slice) fold(unit, event);
    }
    if (ending === undefined) continue;
    await settle?.();
    await flushUnit(unit, client);
    await client.query({ ...ending, values: [idIn(last.stream)] });
    forgetUnit(unit);
  }
}

interface Run {
  readonly run: readonly RecordedEvent[];
  /** The last event of the run, and the statement to run after it. */
  readonly last: RecordedEvent;
  readonly ending: Ending | undefined;
}

/** Splits a batch after each event that has an ending. */
export function runsOf(batch: readonly RecordedEvent[], endings: Endings): readonly Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (const [index, last] of batch.entries()) {
    const ending = endings[last.type];
    if (ending === undefined && index < batch.length - 1) continue;
    runs.push({ run: batch.slice(start, index + 1), last, ending });
    start = index + 1;
  }
  return runs;
}

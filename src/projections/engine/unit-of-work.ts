/** A unit of work: the working sets of a read model's tables, loaded, flushed and forgotten together. */
import type pg from "pg";
import type { Send } from "./insert-rows.ts";
import { type Table, workingSet, type WorkingSet } from "./working-set.ts";

type Tables = Readonly<Record<string, Table<never>>>;

/** A working set for each of the declared tables, under the same name. */
export type UnitOfWork<Declared> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Table<infer Row>
    ? WorkingSet<Row>
    : never;
};

type Common = "load" | "changes" | "size" | "youngSize" | "parts" | "age" | "forget";
export type WorkingSets = Readonly<Record<string, Pick<WorkingSet<object>, Common>>>;

/** @param copyFrom only tests pass it (working-set.ts) */
export function unitOf<Declared extends Tables>(
  tables: Declared,
  copyFrom?: number,
): UnitOfWork<Declared> {
  const sets = Object.entries(tables).map(([name, table]) => [name, workingSet(table, copyFrom)]);
  return Object.fromEntries(sets) as UnitOfWork<Declared>;
}

/** Loads the rows that the sets want. */
export async function loadUnit(unit: WorkingSets, client: pg.ClientBase): Promise<void> {
  await Promise.all(Object.values(unit).map((set) => set.load(client)));
}

/** Writes all changes. The held rows stay valid, so folding can continue. */
export async function flushUnit(unit: WorkingSets, client: pg.ClientBase): Promise<void> {
  await prepareUnit(unit)(client);
}

/** The same in two steps: nothing was sent if a row cannot be printed. @throws then */
export function prepareUnit(unit: WorkingSets): Send {
  const sends = partsOf(unit).map((prepare) => prepare());
  return (client) => Promise.all(sends.map((send) => send(client)));
}

/**
 * Writes all changes a part at a time, so that what else is sent waits for few rows and only few are held as
 * texts. The fold may go on meanwhile: what it changes is written again the next time.
 * @param stopping after it no part is sent any more
 */
export async function trickleUnit(
  unit: WorkingSets,
  client: pg.ClientBase,
  stopping?: AbortSignal,
): Promise<void> {
  let sent: Promise<unknown> = Promise.resolve();
  for (const prepare of partsOf(unit)) {
    const send = prepare();
    // One is prepared while the database writes another.
    await sent;
    if (stopping?.aborted) return;
    sent = send(client);
    sent.catch(() => undefined);
  }
  await sent;
}

function partsOf(unit: WorkingSets) {
  return Object.values(unit).flatMap((set) => set.parts());
}

/** Releases the rows that were not used since the last time. Flush first. */
export function ageUnit(unit: WorkingSets): void {
  for (const set of Object.values(unit)) set.age();
}

/** Releases all rows. Flush first. */
export function forgetUnit(unit: WorkingSets): void {
  for (const set of Object.values(unit)) set.forget();
}

/** Counts the rows to be written, those held in memory, and those of the younger generation. */
export function measureUnit(unit: WorkingSets) {
  const sets = Object.values(unit);
  const sum = (count: (set: (typeof sets)[number]) => number): number =>
    sets.reduce((total, set) => total + count(set), 0);
  return {
    changes: sum((set) => set.changes()),
    size: sum((set) => set.size()),
    youngSize: sum((set) => set.youngSize()),
  };
}

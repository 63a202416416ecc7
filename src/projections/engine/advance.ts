/** Folds stored events into a projection's tables and moves its checkpoint: one transaction a batch. */
import { DatabaseError, type ClientBase } from "pg";
import type { Codec, RecordedEvent } from "../../eventstore/codec.ts";
import { isTransient, UnknownEvent } from "../../eventstore/errors.ts";
import type { Position, StoredRecord } from "../../eventstore/port.ts";
import {
  type Place,
  type ProjectionFailure,
  Fenced,
  isSkipped,
  moveCheckpoint,
} from "./checkpoint.ts";
import type { Projection } from "./projection.ts";
import { recordIdentity } from "./same-store.ts";

/** What a fold works with. */
export interface Fold {
  readonly projection: Projection;
  readonly codec: Codec;
  /** The session's connection. */
  readonly client: ClientBase;
  /** The name of the checkpoint's row: the projection's own or its rebuild's. */
  readonly checkpoint: string;
  /** Called after every commit, with the types of the events that were folded. */
  readonly onMoved: (position: Position, types: ReadonlySet<string>) => void;
}

/** The event at which a fold stopped. */
export type Poison = Omit<ProjectionFailure, "failedAt" | "program">;

/**
 * Folds the records that follow `from`. Bisects a failing batch to find the event that cannot be folded,
 * folds everything before that event and stops there.
 * @param decoded the records' events, if decoding has already begun
 * @returns the event it stopped at; undefined if all were folded
 * @throws UnknownEvent, Fenced and transient errors; the checkpoint then tells how far the fold got
 */
export async function advance(
  fold: Fold,
  from: Position,
  records: readonly StoredRecord[],
  decoded?: Promise<readonly RecordedEvent[]>,
): Promise<Poison | undefined> {
  const first = records[0];
  if (first === undefined) return undefined;
  try {
    await foldBatch(fold, from, records, decoded);
    return undefined;
  } catch (error) {
    if (error instanceof Fenced || isTransient(error)) throw error;
    if (records.length === 1) return stopOrSkip(fold, from, first, error);
  }
  const half = Math.floor(records.length / 2);
  const before = records.slice(0, half);
  const poison = await advance(fold, from, before);
  return poison ?? advance(fold, before.at(-1)?.position ?? from, records.slice(half));
}

async function foldBatch(
  { projection, codec, client, checkpoint, onMoved }: Fold,
  from: Position,
  records: readonly StoredRecord[],
  decoded?: Promise<readonly RecordedEvent[]>,
): Promise<void> {
  const to = placeOf(records, { position: from });
  const events = await (decoded ?? codec.decode(records));
  await inTransaction(client, async () => {
    await moveCheckpoint(client, { name: checkpoint, version: projection.version }, from, to);
    if (from === 0n && records[0] !== undefined) await recordIdentity(client, records[0]);
    await projection.apply(events, client, records);
  });
  onMoved(to.position, new Set(records.map(({ type }) => type)));
}

/** The place of the last record; the former place if there is none. */
export function placeOf(records: readonly StoredRecord[], former: Place): Place {
  const last = records.at(-1);
  return last === undefined ? former : { position: last.position, eventId: last.id };
}

async function stopOrSkip(
  { projection, client, checkpoint, onMoved }: Fold,
  from: Position,
  { position, id, type }: StoredRecord,
  error: unknown,
): Promise<Poison | undefined> {
  if (!(await isSkipped(client, projection.name, { position, eventId: id }))) {
    if (error instanceof UnknownEvent) throw error;
    return { position, eventId: id, eventType: type, error: describeError(error) };
  }
  const { version } = projection;
  await moveCheckpoint(client, { name: checkpoint, version }, from, { position, eventId: id });
  onMoved(position, new Set());
  return undefined;
}

/** Runs the work in one transaction. The connection pipelines, so the work need not wait for `begin`. */
async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  try {
    await Promise.all([client.query("begin"), work()]);
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("the database rolled the batch back");
  } catch (error) {
    // On a broken connection the server rolls back by itself; the first error is the one to report.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

const longestText = 500;

/**
 * Describes an event's error, to be stored and shown. Messages of the JSON parser and the database are
 * left out, because they may repeat the event's content.
 */
export function describeError(error: unknown): string {
  if (error instanceof DatabaseError) {
    const { code, table, column, constraint, routine } = error;
    const parts = Object.entries({ table, column, constraint, routine }).filter(
      ([, value]) => value !== undefined,
    );
    return [`database error ${code}`, ...parts.map(([name, value]) => `${name} ${value}`)].join(
      ", ",
    );
  }
  if (error instanceof SyntaxError) return "SyntaxError: the stored JSON cannot be read";
  if (!(error instanceof Error)) return "an unknown error";
  return `${error.name}: ${error.message}`.slice(0, longestText).toWellFormed();
}

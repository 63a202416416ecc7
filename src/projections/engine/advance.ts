/**
 * Folds stored events into a projection's tables and moves its checkpoint: one transaction a batch. What it
 * cannot fold it sets aside (set-aside.ts).
 */
import type { ClientBase } from "pg";
import { closed, type Codec, type RecordedEvent } from "../../eventstore/codec.ts";
import { UnknownEvent } from "../../eventstore/errors.ts";
import { isTransient } from "../../eventstore/transient.ts";
import type { Position, StoredRecord } from "../../eventstore/port.ts";
import {
  type Place,
  type ProjectionFailure,
  Fenced,
  isSkipped,
  moveCheckpoint,
  recordFailure,
} from "./checkpoint.ts";
import { describeError, isOfTheEvent } from "./event-error.ts";
import type { Transactions } from "./group-session.ts";
import type { KeptFold } from "./kept-fold.ts";
import type { Projection } from "./projection.ts";
import { recordIdentity } from "./same-store.ts";
import {
  countPoison,
  type HeldBack,
  holdBack,
  keyOf,
  maxPoisonEvents,
  readKeys,
  setKeysAside,
  spreadKeys,
} from "./set-aside.ts";

/** What a fold works with. */
export interface Fold {
  readonly projection: Projection;
  readonly codec: Codec;
  /** The session's connection, to be used within a transaction. */
  readonly client: ClientBase;
  readonly transaction: Transactions;
  /** Tried first. A rebuild has none. */
  readonly kept?: KeptFold;
  /** The name of the checkpoint's row: the projection's own or its rebuild's. */
  readonly checkpoint: string;
  /** The version of this program. */
  readonly program: string;
  /** Called after every commit. */
  readonly onMoved: (moved: Moved) => void;
  /** Called after an organization or a person was set aside. */
  readonly onSetAside: (key: string, poison: Poison) => void;
}

export interface Moved {
  readonly position: Position;
  /** The types of the events that were folded. */
  readonly types: ReadonlySet<string>;
  /** Is anything set aside? */
  readonly hasSetAside: boolean;
}

/** An event that cannot be folded. */
export type Poison = Omit<ProjectionFailure, "failedAt" | "program">;

/**
 * Folds the records that follow `from`. Bisects a failing batch to find the event that cannot be folded,
 * sets aside whose event it is, and goes on.
 * @param decoded the records' events, if decoding has already begun
 * @returns the event it stopped at, if it cannot tell whose it is or too many were set aside
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
    if (records.length === 1) return leaveOut(fold, from, first, error);
  }
  const half = Math.floor(records.length / 2);
  const before = records.slice(0, half);
  const poison = await advance(fold, from, before);
  return poison ?? advance(fold, before.at(-1)?.position ?? from, records.slice(half));
}

async function foldBatch(
  fold: Fold,
  from: Position,
  records: readonly StoredRecord[],
  decoded?: Promise<readonly RecordedEvent[]>,
): Promise<void> {
  const { codec, client, kept, projection, transaction, onMoved } = fold;
  const to = placeOf(records, { position: from });
  const opened = await (decoded ?? codec.decode(records, projection));
  // Events that were decoded for several projections may be open.
  const events = projection.readsPersonal === true ? opened : opened.map(closed);
  const types = new Set(records.map(({ type }) => type));
  // The first batch also records the event store's identity.
  if (from > 0n && (await kept?.fold(from, to, events)) === true) {
    onMoved({ position: to.position, types, hasSetAside: false });
    return;
  }
  const hasSetAside = await transaction(async () => {
    const keys = await moveTo(fold, from, to);
    if (from === 0n && records[0] !== undefined) await recordIdentity(client, records[0]);
    await applyAround(fold, keys, events, records);
    return keys.size > 0;
  });
  kept?.setAside(hasSetAside);
  onMoved({ position: to.position, types, hasSetAside });
}

/** Also reads what is set aside: once the checkpoint is locked, only this transaction can change it. */
async function moveTo({ projection, client, checkpoint }: Fold, from: Position, to: Place) {
  const [, keys] = await Promise.all([
    moveCheckpoint(client, { name: checkpoint, version: projection.version }, from, to),
    readKeys(client, checkpoint),
  ]);
  return keys;
}

/**
 * Applies the events, except for those of the keys that are set aside, in the transaction that moves the
 * checkpoint.
 * @param keys grows if an event that is held back concerns further organizations
 */
export async function applyAround(
  fold: Fold,
  keys: Set<string>,
  events: readonly RecordedEvent[],
  records: readonly StoredRecord[],
): Promise<void> {
  const { projection, client, checkpoint } = fold;
  if (keys.size === 0) return projection.apply(events, client, records);
  const held: HeldBack[] = [];
  let start = 0;
  const applyUntil = async (end: number): Promise<void> => {
    if (end > start) {
      await projection.apply(events.slice(start, end), client, records.slice(start, end), keys);
    }
    start = end + 1;
  };
  for (const [index, record] of records.entries()) {
    const key = keyOf(record);
    if (key === undefined || !keys.has(key)) continue;
    await applyUntil(index);
    held.push({ position: record.position, key });
    await hide(fold, keys, key, record);
  }
  await applyUntil(records.length);
  await holdBack(client, checkpoint, held);
}

/** The tables no longer show what the event would have changed. */
async function hide(
  { projection, client, checkpoint }: Fold,
  keys: Set<string>,
  key: string,
  record: StoredRecord,
): Promise<void> {
  const further = (await projection.setAside?.(client, key, record)) ?? [];
  const added = further.filter((each) => !keys.has(each));
  if (added.length === 0) return;
  await spreadKeys(client, checkpoint, key, added);
  for (const each of added) keys.add(each);
}

/** The place of the last record; the former place if there is none. */
export function placeOf(records: readonly StoredRecord[], former: Place): Place {
  const last = records.at(-1);
  return last === undefined ? former : { position: last.position, eventId: last.id };
}

/** Moves past an event that failed, if an operator skipped it or it can be set aside. */
async function leaveOut(fold: Fold, from: Position, record: StoredRecord, error: unknown) {
  const { projection, client, checkpoint, program, transaction, onMoved, onSetAside } = fold;
  const { position, id: eventId, type: eventType } = record;
  const to = { position, eventId };
  const moved = (keys: ReadonlySet<string>): void =>
    onMoved({ position, types: new Set(), hasSetAside: keys.size > 0 });
  const { skipped, keys, poisonEvents } = await transaction(async () => ({
    skipped: await isSkipped(client, projection.name, to),
    keys: await readKeys(client, checkpoint),
    poisonEvents: await countPoison(client, checkpoint),
  }));
  if (skipped) {
    moved(await transaction(() => moveTo(fold, from, to)));
    return undefined;
  }
  const key = keyOf(record);
  const isKnown = key !== undefined && keys.has(key);
  if (!isKnown && error instanceof UnknownEvent) throw error;
  const poison = { position, eventId, eventType, error: describeError(error) };
  if (key === undefined || !(isKnown || isOfTheEvent(error))) return poison;
  if (!isKnown && poisonEvents >= maxPoisonEvents) return poison;
  const settingAside = transaction(async () => {
    const present = await moveTo(fold, from, to);
    if (from === 0n) await recordIdentity(client, record);
    await setKeysAside(client, checkpoint, [key], { ...poison, program });
    // An older program, which knows nothing of this, must not fold what follows.
    if (checkpoint === projection.name)
      await recordFailure(client, checkpoint, { ...poison, program });
    await holdBack(client, checkpoint, [{ position, key }]);
    present.add(key);
    await hide(fold, present, key, record);
    return present;
  });
  try {
    moved(await settingAside);
  } catch (failure) {
    // What the event would have ended cannot be hidden, so it stops before it.
    if (failure instanceof Fenced || isTransient(failure)) throw failure;
    return poison;
  }
  if (!isKnown) onSetAside(key, poison);
  return undefined;
}

/** What the contract suite needs of an adapter under test, and the helpers that its tests share. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { userStream } from "../../../src/domain/streams.ts";
import type {
  EventStore,
  NewRecord,
  StoredRecord,
  Subscription,
} from "../../../src/eventstore/port.ts";
import type { Address } from "./open.ts";
import { eventually } from "../../support/eventually.ts";

export interface Subject {
  readonly store: EventStore;
  /** A second client of the same store, independent of the first. The suite closes it. */
  readonly another: () => Promise<EventStore>;
  /** How another process reaches the same store. */
  readonly address: Address;
  /** Cuts all connections from the server's side; new ones are accepted at once. */
  readonly cutConnections: () => Promise<void>;
  /** Stops the server and starts it again, if the test can. */
  readonly outage?: { readonly begin: () => Promise<void>; readonly end: () => Promise<void> };
  /** Makes the server hang: it keeps and accepts connections, and is silent. */
  readonly hang: { readonly begin: () => void; readonly end: () => void };
  /** Makes commits slow, each differently, if the test can; returns how to end that. */
  readonly slowCommits?: () => Promise<() => Promise<void>>;
  readonly cleanup: () => Promise<void>;
}

/** Returns the subject, once the suite's `beforeAll` has made it. */
export type Given = () => Subject;

export function newStream(): string {
  return userStream(randomUUID());
}

export function record(data: unknown = {}): NewRecord {
  return { id: randomUUID(), type: "Tested", data: JSON.stringify(data), metadata: "{}" };
}

export function records(count: number): readonly NewRecord[] {
  return Array.from({ length: count }, (_, index) => record({ index }));
}

export function idsOf(events: readonly { readonly id: string }[]): readonly string[] {
  return events.map(({ id }) => id);
}

export async function readAllAfter(
  store: EventStore,
  after: bigint,
  batchSize?: number,
): Promise<readonly StoredRecord[]> {
  const events: StoredRecord[] = [];
  for await (const batch of store.readAll(after, batchSize)) events.push(...batch);
  return events;
}

/** A subscriber that keeps the events it receives. */
export function collect(
  store: EventStore,
  after: bigint,
): { readonly seen: readonly StoredRecord[]; readonly subscription: Subscription } {
  const seen: StoredRecord[] = [];
  const subscription = store.subscribe(after, async (batch) => {
    seen.push(...batch);
  });
  return { seen, subscription };
}

/** Waits until a subscriber has seen the events; fails if it has seen others, or in another order. */
export async function seenAll(
  seen: readonly StoredRecord[],
  ids: readonly string[],
): Promise<void> {
  await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(ids.length));
  expect(idsOf(seen)).toEqual(ids);
}

/** Fails unless each position is greater than the one before. */
export function expectIncreasing(events: readonly StoredRecord[]): void {
  for (const [index, { position }] of events.entries()) {
    const previous = events[index - 1];
    if (previous !== undefined) expect(position).toBeGreaterThan(previous.position);
  }
}

/**
 * One pass over the log for the rebuilds of several projections: each batch is read and decoded once. Who is
 * ahead waits for the slowest, so memory stays flat.
 */
import { closed, type Codec, type EventReader } from "../../eventstore/codec.ts";
import type { EventStore, Position } from "../../eventstore/port.ts";
import { type PendingBatch, readAhead, type ReadAfter } from "./catch-up.ts";

/** So many batches the fastest may be ahead of the slowest. */
const maxAhead = 4;

interface Taker {
  /** The first time the batches of the pass; later ones, which another position may need, of its own. */
  readonly readAfter: ReadAfter;
  /** The others no longer wait for this one. */
  leave(): void;
}

/** Makes a pass from the first event, with a taker for each of the readers. */
export function passFor(
  store: EventStore,
  codec: Codec,
  readers: readonly EventReader[],
): readonly Taker[] {
  const readsPersonal = readers.some((reader) => reader.readsPersonal === true);
  const source = readAhead(store, codec, { readsPersonal }, 0n);
  /** The batches that some have not taken yet, and how many were before them. */
  const batches: Promise<IteratorResult<PendingBatch, undefined>>[] = [];
  let gone = 0;
  const places = new Set<{ next: number }>();
  let moved = Promise.withResolvers<void>();

  function note(): void {
    const slowest = Math.min(...[...places].map(({ next }) => next));
    while (gone < slowest && batches.length > 0) {
      void batches.shift();
      gone += 1;
    }
    if (places.size === 0) void source.return(undefined).catch(() => undefined);
    moved.resolve();
    moved = Promise.withResolvers();
  }

  async function* batchesFor(place: { next: number }): AsyncGenerator<PendingBatch, undefined> {
    for (;;) {
      while (place.next >= gone + maxAhead) await moved.promise;
      while (gone + batches.length <= place.next) {
        const next = source.next();
        // Whoever leaves never awaits it; its failure must not end the process.
        next.catch(() => undefined);
        batches.push(next);
      }
      const found = await batches[place.next - gone];
      if (found?.value === undefined) return undefined;
      yield found.value;
      place.next += 1;
      note();
    }
  }

  return readers.map((reader): Taker => {
    const place = { next: 0 };
    places.add(place);
    let isBegun = false;
    const leave = (): void => {
      if (places.delete(place)) note();
    };
    async function* passed(): AsyncGenerator<PendingBatch, undefined> {
      try {
        for await (const { records, decoded } of batchesFor(place)) {
          const isOpen = reader.readsPersonal === true;
          yield { records, decoded: isOpen ? decoded : decoded.then((all) => all.map(closed)) };
        }
      } finally {
        leave();
      }
      return undefined;
    }
    return {
      readAfter(after: Position) {
        if (isBegun || after !== 0n) return readAhead(store, codec, reader, after);
        isBegun = true;
        return passed();
      },
      leave,
    };
  });
}

/**
 * Reads the event store's end by one subscription into a tail. It begins at the end, not where a follower
 * stands: one that is far behind would hold up those that are not.
 */
import type { Logger } from "pino";
import type { Codec } from "../../eventstore/codec.ts";
import { EventStoreUnavailable } from "../../eventstore/errors.ts";
import type { EventStore, StoredRecord, Subscription } from "../../eventstore/port.ts";
import { createSleeper } from "../../platform/sleeper.ts";
import { createTail, type Tail, type TailBounds } from "./tail.ts";

export type Reader = ReturnType<typeof startReader>;

export interface ReaderParts {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly log: Logger;
  readonly bounds: TailBounds;
}

const retryMilliseconds = 500;

/**
 * @param former resolves once an earlier reader reads no more
 * @param onMoved called whenever the tail has more
 */
export function startReader(
  { store, codec, log, bounds }: ReaderParts,
  former: Promise<void>,
  onMoved: () => void,
) {
  const sleeper = createSleeper();
  const stopping = new AbortController();
  const { signal } = stopping;
  let tail: Tail | undefined;
  let subscription: Subscription | undefined;
  let isInterrupted = false;

  async function run(): Promise<void> {
    await former;
    while (!signal.aborted) {
      await read().catch(report);
      if (!signal.aborted) await sleeper.sleep(retryMilliseconds);
    }
  }

  /** Subscribes until that ends. It ends by itself only if the subscription fails or the store is closed. */
  async function read(): Promise<void> {
    const current = (tail ??= createTail(await store.lastPosition(), codec, bounds));
    if (signal.aborted) return;
    onMoved();
    subscription = store.subscribe(current.head(), async (records) => add(current, records));
    await subscription.finished;
  }

  function add(current: Tail, records: readonly StoredRecord[]): void {
    if (isInterrupted) log.info("the subscription to the event store works again");
    isInterrupted = false;
    current.push(records);
    onMoved();
  }

  /** Once an interruption. Of a store that is away, the store watch reports. */
  function report(error: unknown): void {
    if (isInterrupted || error instanceof EventStoreUnavailable) return;
    isInterrupted = true;
    log.warn({ err: error }, "the subscription to the event store was interrupted; will try again");
  }

  const running = run();
  return {
    /** Undefined until the end of the event store is known. */
    tail: () => tail,
    /** Resolves once it reads no more. */
    async stop(): Promise<void> {
      stopping.abort();
      sleeper.wake();
      await subscription?.stop();
      await running;
    },
  };
}

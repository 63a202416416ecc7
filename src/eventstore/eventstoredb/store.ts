/** The event store port on EventStoreDB (KurrentDB): the engine for more than one machine. */
import { EventStoreUnavailable, LimitExceeded } from "../errors.ts";
import { limits, type EventStore, type Subscription } from "../port.ts";
import { appendTo } from "./append.ts";
import { openBatch } from "./batch.ts";
import { openClient } from "./client.ts";
import { repeated } from "./failures.ts";
import { keptReads } from "./kept-reads.ts";
import { keepStreams } from "./kept-streams.ts";
import { watchLatest } from "./latest.ts";
import { allAfter, eventIdIn, lastPositionReader } from "./reads.ts";
import { subscribe } from "./subscription.ts";

/**
 * Subscriptions of a server that hangs just stay silent, also if this process calls nothing else. So it
 * asks for the last position so often while it has subscriptions.
 */
const pulseMs = 2_000;

/** Some 10,000 members, and as many ends. */
const mostKept = { streamBytes: 32_000_000, endBytes: 3_000_000 };

/**
 * @param connection.connectionString `esdb://host:2113?tls=false`, or `esdb+discover://` for a cluster.
 *   It connects at the first call.
 * @throws StartupError if the connection string is malformed
 */
export function eventStoreDbStore(connection: { connectionString: string }): EventStore {
  const opened = openClient(connection.connectionString);
  const batch = openBatch(opened);
  const lastPosition = lastPositionReader(opened);
  const reads = keptReads(opened);
  const latest = watchLatest(reads.latest);
  const wholeStream = keepStreams(latest, reads.wholeStream, mostKept.streamBytes);
  const endOfStream = keepStreams(latest, reads.endOfStream, mostKept.endBytes);
  const appends = new Set<Promise<unknown>>();
  const subscriptions = new Set<Subscription>();
  let closing: Promise<void> | undefined;

  const pulse = setInterval(() => {
    if (subscriptions.size > 0) lastPosition().catch(() => undefined);
  }, pulseMs).unref();

  function assertOpen(): void {
    if (closing !== undefined) throw new EventStoreUnavailable("the event store has been closed");
  }

  async function close(): Promise<void> {
    clearInterval(pulse);
    await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
    await Promise.allSettled(appends);
    batch.close();
    await opened.close();
  }

  return {
    async append(stream, expected, records) {
      assertOpen();
      const append = repeated(
        () => appendTo(opened, batch, stream, expected, records),
        expected !== "any",
      );
      appends.add(append);
      try {
        return await append;
      } finally {
        appends.delete(append);
      }
    },

    async readStream(stream) {
      assertOpen();
      const records = await wholeStream(stream);
      if (records.length <= limits.streamEvents) return records;
      throw new LimitExceeded(
        `streamEvents: stream ${stream} has more than ${limits.streamEvents} events and cannot be read`,
      );
    },

    async endsOf(streams) {
      assertOpen();
      return Promise.all(streams.map(endOfStream));
    },

    async *readAll(after, batchSize = limits.batchEvents) {
      assertOpen();
      yield* allAfter(opened, lastPosition, after, batchSize);
    },

    subscribe(after, handler) {
      assertOpen();
      const subscription = subscribe(opened, after, handler);
      subscriptions.add(subscription);
      const forget = () => subscriptions.delete(subscription);
      subscription.finished.then(forget, forget);
      return subscription;
    },

    async lastPosition() {
      assertOpen();
      return repeated(lastPosition, true);
    },

    async eventIdAt(position) {
      assertOpen();
      return repeated(() => eventIdIn(opened, position), true);
    },

    positionUnit: "bytes",

    close() {
      closing ??= close();
      return closing;
    },
  };
}

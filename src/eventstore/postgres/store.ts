/** The event store port on PostgreSQL: the embedded default, good up to one big machine. */
import { type ClientConfig, Pool } from "pg";
import { EventStoreUnavailable } from "../errors.ts";
import { limits, type EventStore } from "../port.ts";
import { createListener, type Listener } from "../../platform/database/listener.ts";
import { sessionsWith } from "../../platform/database/session.ts";
import { WatchedClient } from "../../platform/database/watched-client.ts";
import { appendTo } from "./append.ts";
import { allAfter, endsOf, eventIdIn, lastPositionOf, wholeStream } from "./reads.ts";
import { follow, type Follower } from "./subscription.ts";
import { openWriter, storeSettings, type Written } from "./writer.ts";

const readConnections = 4;

/** Keeps calls from waiting forever for the network or a lock. */
const bounds = {
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
} satisfies ClientConfig;

/**
 * @param connection a database with the table of migrations/0001-events.sql. It connects at the first call:
 *   one connection writes and a few read.
 * @param observe called after every committed group of appends
 * @param shared the listener of the process on this database; without one, it opens its own
 */
export function postgresEventStore(
  connection: ClientConfig,
  observe: (written: Written) => void = () => undefined,
  shared?: Listener,
): EventStore {
  const config = { ...connection, ...bounds };
  const onConnect = sessionsWith(storeSettings);
  const pool = new Pool({ ...config, max: readConnections, onConnect, Client: WatchedClient });
  // A connection lost while idle is replaced; one lost in use fails the call that used it.
  pool.on("error", () => undefined);
  const followers = new Set<Follower>();
  const writer = openWriter(config, (written) => {
    observe(written);
    for (const follower of followers) follower.offer(written.records);
  });
  const listener = shared ?? createListener(config);
  const hearer = {
    channel: "muster_events",
    onNotification: (payload: string) =>
      void writer.answered().then(() => wakeFollowers(positionIn(payload))),
    onOpen: () => wakeFollowers(),
  };
  let isHearing = false;
  let closing: Promise<void> | undefined;

  function assertOpen(): void {
    if (closing !== undefined) throw new EventStoreUnavailable("the event store has been closed");
  }

  function wakeFollowers(position?: bigint): void {
    for (const follower of followers) follower.wake(position);
  }

  /** Until the listener is connected, followers find new events by polling. */
  function hear(): void {
    if (isHearing) return;
    isHearing = true;
    listener.hear(hearer).catch(() => undefined);
  }

  async function close(): Promise<void> {
    await Promise.all([...followers].map((follower) => follower.stop()));
    listener.leave(hearer);
    await Promise.all([writer.close(), shared === undefined && listener.close()]);
    await pool.end();
  }

  return {
    async append(stream, expected, records) {
      assertOpen();
      return appendTo(pool, writer, stream, expected, records);
    },

    async readStream(stream) {
      assertOpen();
      return wholeStream(pool, stream);
    },

    async endsOf(streams) {
      assertOpen();
      return endsOf(pool, streams);
    },

    async *readAll(after, batchSize = limits.batchEvents) {
      assertOpen();
      yield* allAfter(pool, after, batchSize);
    },

    subscribe(after, handler) {
      assertOpen();
      hear();
      const follower = follow(pool, after, handler, listener.isOpen);
      followers.add(follower);
      const forget = () => followers.delete(follower);
      follower.finished.then(forget, forget);
      return follower;
    },

    async lastPosition() {
      assertOpen();
      return lastPositionOf(pool);
    },

    async eventIdAt(position) {
      assertOpen();
      return eventIdIn(pool, position);
    },

    positionUnit: "events",

    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Undefined if anybody else has sent something on the channel. */
function positionIn(payload: string): bigint | undefined {
  return /^\d{1,19}$/.test(payload) ? BigInt(payload) : undefined;
}

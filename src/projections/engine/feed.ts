/**
 * The events of the event store for all projection groups of a process, by one subscription. It reads while
 * somebody follows. Nobody waits for another follower: who is too slow for the tail reads by itself until it
 * is near the end again.
 */
import type { Position, Subscription } from "../../eventstore/port.ts";
import { type Follower, type FollowerHandler, type Pace, startFollower } from "./follower.ts";
import { type Reader, type ReaderParts, startReader } from "./reader.ts";
import type { TailBounds } from "./tail.ts";

export type Feed = ReturnType<typeof createFeed>;

interface FeedParts extends Omit<ReaderParts, "bounds"> {
  /** Only tests pass others. */
  readonly bounds?: TailBounds;
}

const usualBounds: TailBounds = { records: 5_000, bytes: 8 * 2 ** 20 };

export function createFeed({ bounds = usualBounds, ...parts }: FeedParts) {
  const { store, codec } = parts;
  const followers = new Set<Follower>();
  let reader: Reader | undefined;
  let stopped = Promise.resolve();

  function wakeAll(): void {
    for (const follower of followers) follower.wake();
  }

  /** All who take from the tail have the events up to here. */
  function forgetDecoded(): void {
    const tail = reader?.tail();
    if (tail === undefined) return;
    const positions = [...followers].map((follower) => follower.position());
    const taking = positions.filter((position) => tail.holds(position));
    tail.forgetDecoded(taking.reduce((least, each) => (each < least ? each : least), tail.head()));
  }

  function leave(follower: Follower): void {
    if (!followers.delete(follower)) return;
    forgetDecoded();
    if (followers.size > 0 || reader === undefined) return;
    // Whoever follows next begins anew: meanwhile the event store may have been restored from a backup.
    stopped = reader.stop();
    reader = undefined;
  }

  return {
    /**
     * Delivers every event after a position, then the new ones as they are written: each exactly once and in
     * order, as `EventStore.subscribe` does.
     */
    follow(after: Position, handler: FollowerHandler, pace?: Pace): Subscription {
      reader ??= startReader({ ...parts, bounds }, stopped, wakeAll);
      const { tail } = reader;
      const followerParts = { store, codec, tail, onHandled: forgetDecoded, pace };
      const follower = startFollower(followerParts, after, handler);
      followers.add(follower);
      const forget = (): void => leave(follower);
      follower.finished.then(forget, forget);
      return {
        finished: follower.finished,
        async stop() {
          // At once, because a handler may take long to return.
          leave(follower);
          await follower.stop();
        },
      };
    },
  };
}

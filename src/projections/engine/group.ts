/**
 * A projection group: one projection with its checkpoint, and at most one active runner among all
 * instances of the service. Every instance can wait for a position; the one that holds the lock folds
 * (lead.ts).
 *
 * A group sets aside whose event it cannot fold (set-aside.ts). If it cannot, it stops there until an
 * operator decides (operate.ts). While the database or the event store is unavailable it waits, and then
 * continues by itself. What only a newer program can fold it leaves to an instance of that program
 * (newer-program.ts).
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Position } from "../../eventstore/port.ts";
import { parseAnnouncement } from "./announcer.ts";
import { channelOf, readCheckpoint } from "./checkpoint.ts";
import { createFreshRows } from "./fresh-rows.ts";
import { type GroupSession, openOwnSession } from "./group-session.ts";
import { endSilentLeader, isUnlocked, tryLock, unlock } from "./leader-lock.ts";
import { createLead } from "./lead.ts";
import { createPacing } from "./pacing.ts";
import { createRollout, type GroupParts } from "./rollout.ts";
import { isHeldBack, listSetAside } from "./set-aside.ts";
import { createSleeper } from "../../platform/sleeper.ts";
import { createStanding } from "./standing.ts";

export type ProjectionGroup = ReturnType<typeof createProjectionGroup>;

/** A lost NOTIFY is harmless: the group also polls, for the end of another runner and for decisions. */
const pollMilliseconds = 500;
const longestPauseMilliseconds = 2_000;
/** For how long the leader hurries for somebody on another instance. */
const wantedMilliseconds = 10_000;
/** How many the status names. */
const shownSetAside = 100;

export function createProjectionGroup(parts: GroupParts) {
  const { projection, connection, pool, store, listener, announcer, log } = parts;
  const { name } = projection;
  const stopping = new AbortController();
  const standing = createStanding(projection, parts.program);
  const rollout = createRollout(parts, stopping.signal);
  const pacing = projection.isPrompt ? undefined : createPacing(parts.beat, standing.isAwaited);
  const fresh = createFreshRows();
  const lead = createLead(parts, standing, rollout, fresh, pacing, stopping.signal);
  const { sleep, wake } = createSleeper();
  const hearer = { channel: channelOf(name), onNotification: hear, onOpen: wake };
  let isActive = false;
  let running: Promise<void> | undefined;

  return {
    name,

    /** Returns at once. This instance folds unless another one already does. */
    start(): void {
      running ??= run();
    },

    /** Finishes the batch in progress and lets another instance take over. */
    async stop(): Promise<void> {
      stopping.abort();
      wake();
      await Promise.all([running, rollout.finished()]);
      listener.leave(hearer);
      await announcer.finished();
      standing.release();
    },

    /** True once the read models contain the position; false after the timeout or on `stop`. */
    waitFor(position: Position, milliseconds: number): Promise<boolean> {
      if (milliseconds > 0) hurry(position);
      return standing.waitFor(position, milliseconds);
    },
    /**
     * The row that an event of the caller's has changed, as it was committed at the event's position or
     * later; undefined if this process did not fold it or no longer holds it: then read it. Only for an
     * event that the caller has just written and waited for: a row of before may have been changed since.
     */
    committedRow: fresh.at,
    /** Has it stopped at an event that it cannot fold, or is it halted? */
    isStopped: standing.isStopped,
    /** Does it wait for an instance of a newer program, while no instance folds? */
    isWaiting: standing.newer.isAwaited,
    /** Has it set anything aside? */
    hasSetAside: standing.hasSetAside,

    /** Does it hold back the event at a position that it has reached? */
    async isHeldBack(position: Position): Promise<boolean> {
      return standing.hasSetAside() && isHeldBack(pool, name, position);
    },

    /** Halts or continues. While halted, it folds nothing and no position counts as reached. */
    setHalted(isHalted: boolean): void {
      if (standing.setHalted(isHalted)) wake();
    },

    /** @throws if the database or the event store is unavailable */
    async status() {
      const [checkpoint, last, setAside] = await Promise.all([
        readCheckpoint(pool, name),
        store.lastPosition(),
        listSetAside(pool, name, shownSetAside),
      ]);
      const { version = projection.version, position = 0n, failure } = checkpoint ?? {};
      const lag = last > position ? last - position : 0n;
      const needsNewer = standing.newer.reason(version);
      return {
        name,
        version,
        position,
        /** The distance to the event store's end, in the store's `positionUnit`. */
        lag,
        /** Does this instance fold? */
        isActive,
        failure,
        /** The first of what it has set aside. */
        setAside,
        /** Why only a newer program can fold it, or parts of it. */
        needsNewer,
      };
    },
  };

  /** A gentle projection need not wait for its pause: another instance, if that folds, is asked. */
  function hurry(position: Position): void {
    if (pacing === undefined || standing.hasReached(position)) return;
    if (isActive) pacing.hurry();
    else announcer.want(name, position);
  }

  function hear(payload: string): void {
    const said = parseAnnouncement(payload);
    if (said === undefined) wake();
    else if (!said.isWanted) standing.reach(said);
    else if (isActive && !standing.hasReached(said.position)) {
      void standing.waitFor(said.position, wantedMilliseconds);
      pacing?.hurry();
    }
  }

  async function run(): Promise<void> {
    listener.hear(hearer).catch(() => undefined);
    let pause = 50;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      try {
        await runSession();
      } catch (error) {
        log.warn({ err: error, projection: name }, "a projection was interrupted; will try again");
      }
      isActive = false;
      const wasSteady = performance.now() - began > longestPauseMilliseconds;
      pause = wasSteady ? 50 : Math.min(pause * 2, longestPauseMilliseconds);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** Uses one connection until it is lost, and folds once it holds the lock. */
  async function runSession(): Promise<void> {
    const isOwn = projection.isPrompt === true || projection.isDurable === true;
    const session = await (isOwn ? openOwnSession(connection, projection) : parts.shared.join());
    session.lost.addEventListener("abort", wake);
    try {
      while (!stopping.signal.aborted && !session.lost.aborted) {
        const isIdle = await takePart(session);
        if (isIdle && !stopping.signal.aborted) await sleep(pollMilliseconds);
      }
    } finally {
      session.lost.removeEventListener("abort", wake);
      // The connection may stay open for other groups.
      if (isActive) await session.outside((locked) => unlock(locked, name)).catch(() => undefined);
      isActive = false;
      await session.close();
    }
  }

  /** Folds if it may, or else looks how far the others are. True if there is nothing more to do now. */
  async function takePart(session: GroupSession): Promise<boolean> {
    isActive ||= standing.mayLead() && (await session.outside((idle) => tryLock(idle, name)));
    if (standing.halted().aborted) return true;
    if (!isActive) return watch(session);
    isActive = await lead(session);
    return !isActive;
  }

  /**
   * Reads how far another instance has folded, in case a notification was lost. False if this instance may
   * lead from now on.
   */
  async function watch({ outside }: GroupSession): Promise<boolean> {
    const couldLead = standing.mayLead();
    const checkpoint = await outside(({ client }) => readCheckpoint(client, name));
    if (checkpoint) standing.consider(checkpoint);
    const isNeeded = checkpoint !== undefined && standing.newer.isNeeded(checkpoint);
    standing.newer.note(isNeeded && (await outside((idle) => isUnlocked(idle, name))));
    if (standing.mayLead() && (await outside((idle) => endSilentLeader(idle, name)))) {
      log.warn(
        { projection: name },
        "the instance that folded a projection is silent; taking over",
      );
      return false;
    }
    return couldLead || !standing.mayLead();
  }
}

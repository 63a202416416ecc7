/**
 * A projection group: one projection with its checkpoint, and at most one active runner among all
 * instances of the service. Every instance can wait for a position; the one that holds the lock folds.
 *
 * A group stops at an event that it cannot fold until an operator decides (operate.ts). While the
 * database or the event store is unavailable it waits, and then continues by itself. What only a newer
 * program can fold it leaves to an instance of that program (newer-program.ts).
 */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { Connection } from "../../platform/database/pool.ts";
import type { Codec } from "../../eventstore/codec.ts";
import { isTransient, UnknownEvent } from "../../eventstore/errors.ts";
import { isNewerVersion } from "../../platform/program.ts";
import type { EventStore, Position, StoredRecord } from "../../eventstore/port.ts";
import { advance, type Fold, type Poison } from "./advance.ts";
import { createAnnouncer } from "./announcer.ts";
import {
  announceChange,
  beginCheckpoint,
  channelOf,
  type Checkpoint,
  type ProjectionFailure,
  Fenced,
  forgetFailure,
  readCheckpoint,
  recordFailure,
} from "./checkpoint.ts";
import { watchForNewerProgram } from "./newer-program.ts";
import type { Projection } from "./projection.ts";
import { rebuild } from "./rebuild.ts";
import {
  openDatabaseSession,
  type DatabaseSession,
  isUnlocked,
  tryLock,
  unlock,
} from "./database-session.ts";
import { createWaiters } from "./waiters.ts";

export interface GroupParts {
  readonly projection: Projection;
  /** For the group's own connection, on which it folds and listens. */
  readonly connection: Connection;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly codec: Codec;
  readonly log: Logger;
  /** The version of this program. */
  readonly program: string;
  /** Does every running instance know this version of the projection? */
  readonly isKnownToAll: () => boolean;
  /** Called after each commit of this instance, with the types of the events that were folded. */
  readonly onMoved?: (position: Position, types: ReadonlySet<string>) => void;
}

export interface GroupStatus {
  readonly name: string;
  readonly version: number;
  readonly position: Position;
  /** The distance to the event store's end, in the store's `positionUnit`. */
  readonly lag: Position;
  /** Does this instance fold? */
  readonly isActive: boolean;
  readonly failure: ProjectionFailure | undefined;
  /** Why only a newer program can fold it, or parts of it. */
  readonly needsNewer: string | undefined;
}

export interface ProjectionGroup {
  readonly name: string;
  /** Returns at once. This instance folds unless another one already does. */
  start(): void;
  /** Finishes the batch in progress and lets another instance take over. */
  stop(): Promise<void>;
  /** True once the read models contain the position; false after the timeout or on `stop`. */
  waitFor(position: Position, timeoutMilliseconds: number): Promise<boolean>;
  /** Has it stopped at an event that it cannot fold, or is it halted? */
  isStopped(): boolean;
  /** Halts or continues. While halted, it folds nothing and no position counts as reached. */
  setHalted(isHalted: boolean): void;
  /** Does it wait for an instance of a newer program, while no instance folds? */
  isWaiting(): boolean;
  /** @throws if the database or the event store is unavailable */
  status(): Promise<GroupStatus>;
}

/** How often a new version of a projection looks whether every instance knows it. */
const rolloutMilliseconds = 1_000;

/** A lost NOTIFY is harmless: the group also polls, for the end of another runner and for decisions. */
const pollMilliseconds = 500;
const longestPauseMilliseconds = 5_000;

export function createProjectionGroup(parts: GroupParts): ProjectionGroup {
  const { projection, connection, pool, store, codec, log, program } = parts;
  const { name } = projection;
  const newer = watchForNewerProgram(projection);
  const waiters = createWaiters();
  const announcer = createAnnouncer(pool, name);
  const stopping = new AbortController();
  let halting = new AbortController();
  let isActive = false;
  let mayLead = true;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let rebuilding: Promise<void> | undefined;
  let wake: () => void = () => undefined;

  return {
    name,

    start() {
      running ??= run();
    },

    async stop() {
      stopping.abort();
      wake();
      await Promise.all([running, rebuilding]);
      await announcer.finished();
      waiters.release();
    },

    waitFor: waiters.waitFor,
    isStopped: () => isStopped || halting.signal.aborted,
    isWaiting: newer.isAwaited,

    setHalted(isHalted) {
      if (isHalted === halting.signal.aborted) return;
      if (isHalted) halting.abort();
      else halting = new AbortController();
      waiters.forget();
      wake();
    },

    async status() {
      const [checkpoint, last] = await Promise.all([
        readCheckpoint(pool, name),
        store.lastPosition(),
      ]);
      const { version = projection.version, position = 0n, failure } = checkpoint ?? {};
      const lag = last > position ? last - position : 0n;
      return { name, version, position, lag, isActive, failure, needsNewer: newer.reason(version) };
    },
  };

  async function run(): Promise<void> {
    let pause = 50;
    while (!stopping.signal.aborted) {
      const began = Date.now();
      try {
        await runSession();
      } catch (error) {
        log.warn({ err: error, projection: name }, "a projection was interrupted; will try again");
      }
      isActive = false;
      const wasSteady = Date.now() - began > longestPauseMilliseconds;
      pause = wasSteady ? 50 : Math.min(pause * 2, longestPauseMilliseconds);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** Uses one connection until it is lost: listens, and folds once it holds the lock. */
  async function runSession(): Promise<void> {
    const session = await openDatabaseSession(connection);
    session.lost.addEventListener("abort", () => wake());
    session.client.on("notification", ({ payload = "" }) => {
      if (/^\d+$/.test(payload)) reach(BigInt(payload));
      else wake();
    });
    try {
      await session.client.query(`listen ${channelOf(name)}`);
      while (!stopping.signal.aborted && !session.lost.aborted) {
        isActive ||= mayLead && (await tryLock(session, name));
        const isIdle =
          halting.signal.aborted || (isActive ? await lead(session) : await watch(session));
        if (isIdle) await rest();
      }
    } finally {
      await session.close();
    }
  }

  /**
   * Reads how far another instance has folded, in case a notification was lost. False if this instance may
   * lead from now on.
   */
  async function watch(session: DatabaseSession): Promise<boolean> {
    const couldLead = mayLead;
    const checkpoint = await readCheckpoint(session.client, name);
    if (checkpoint) consider(checkpoint);
    const isNeeded = checkpoint !== undefined && newer.isNeeded(checkpoint);
    newer.note(isNeeded && (await isUnlocked(session, name)));
    return couldLead || !mayLead;
  }

  /** Reads off the checkpoint what is visible, and whether this program may fold. */
  function consider(checkpoint: Checkpoint): void {
    const { position, failure } = checkpoint;
    reach(position);
    isStopped = failure !== undefined;
    mayLead = !newer.isNeeded(checkpoint) && (failure === undefined || isOlderFailure(failure));
  }

  /** A newer program may be able to fold what an older one could not. */
  function isOlderFailure({ program: failed = "0" }: ProjectionFailure): boolean {
    return isNewerVersion(program, failed);
  }

  /** Folds until something changes; true if it gave up the lead to a newer program or an operator. */
  async function lead(session: DatabaseSession): Promise<boolean> {
    await beginCheckpoint(session.client, name, projection.version);
    const checkpoint = await readCheckpoint(session.client, name);
    if (checkpoint === undefined) throw new Error(`the checkpoint of ${name} was deleted`);
    const { version, position, failure } = checkpoint;
    consider(checkpoint);
    if (!mayLead) {
      await giveUp(session);
      return true;
    }
    if (failure !== undefined) {
      log.info(
        { projection: name, position: String(position), error: failure.error },
        "trying an event again at which an older version failed",
      );
      await forgetFailure(session.client, name, failure);
      return false;
    }
    newer.note(false);
    const hasTables = projection.tables.length > 0;
    if (version < projection.version && hasTables) rebuilding ??= rebuildShadow();
    try {
      const poison = await follow(session, position);
      if (poison) await stopAt(session, poison);
      return false;
    } catch (error) {
      if (error instanceof UnknownEvent) {
        newer.meet(error);
        log.error(
          { projection: name, position: String(error.position), reason: error.message },
          "a projection needs a newer version of the program; upgrade this instance",
        );
      } else if (!(error instanceof Fenced)) throw error;
      return false;
    }
  }

  /** Releases the lead and wakes the other instances, of which one may be able to fold. */
  async function giveUp(session: DatabaseSession): Promise<void> {
    isActive = false;
    await unlock(session, name);
    await announceChange(session.client, name);
  }

  /** Follows the event store until the group stops, the session is lost or an event cannot be folded. */
  async function follow(session: DatabaseSession, from: Position): Promise<Poison | undefined> {
    let position = from;
    let poison: Poison | undefined;
    const fold: Fold = {
      projection,
      codec,
      client: session.client,
      checkpoint: name,
      onMoved(to, types) {
        position = to;
        reach(to);
        announcer.announce(to);
        parts.onMoved?.(to, types);
      },
    };
    const poisoned = new AbortController();
    const ending = AbortSignal.any([
      session.lost,
      stopping.signal,
      halting.signal,
      poisoned.signal,
    ]);
    const handle = async (batch: readonly StoredRecord[]): Promise<void> => {
      if (poison !== undefined) return;
      poison = await advance(fold, position, batch);
      if (poison !== undefined) poisoned.abort();
    };
    const subscription = store.subscribe(from, handle);
    try {
      await Promise.race([subscription.finished, whenAborted(ending)]);
    } finally {
      await subscription.stop();
    }
    return poison;
  }

  async function stopAt({ client }: DatabaseSession, poison: Poison): Promise<void> {
    const { position, eventId, eventType, error } = poison;
    isStopped = true;
    await recordFailure(client, name, { ...poison, program });
    await announceChange(client, name);
    log.error(
      { projection: name, position: String(position), eventId, eventType, error },
      "a projection stopped at an event that it cannot fold; see `muster projections status`",
    );
  }

  /** Replaces tables that an older version of the projection made; they serve until the new ones are ready. */
  async function rebuildShadow(): Promise<void> {
    try {
      if (!(await isStillOlder())) return;
      log.info({ projection: name, version: projection.version }, "rebuilding for a new version");
      const { events } = await rebuild({ ...parts, signal: stopping.signal });
      log.info({ projection: name, events }, "the rebuilt projection is in use");
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.error({ err: error, projection: name }, "a projection could not be rebuilt");
      // An error that an event causes would recur; an operator then runs `muster projections rebuild`.
      if (isTransient(error)) rebuilding = undefined;
    }
  }

  function reach(position: Position): void {
    if (!halting.signal.aborted) waiters.reach(position);
  }

  /** Waits until every instance knows the new version, because older programs cannot fold its tables. */
  async function isStillOlder(): Promise<boolean> {
    if (!parts.isKnownToAll()) {
      log.info(
        { projection: name, version: projection.version },
        "the projection is rebuilt when no older version of the program runs any more",
      );
    }
    while (!parts.isKnownToAll()) {
      await delay(rolloutMilliseconds, undefined, { signal: stopping.signal });
    }
    const { version } = (await readCheckpoint(pool, name)) ?? projection;
    return version < projection.version;
  }

  async function rest(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const timer = setTimeout(resolve, pollMilliseconds);
    if (!stopping.signal.aborted) await promise;
    clearTimeout(timer);
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}

/**
 * Live changes: sends connected callers the changes of an organization that they may see, in order, each
 * exactly once. It closes a connection when the caller loses the right to watch.
 *
 * All connections of a process share one loop. A connection that resumes first catches up on the stored
 * changes. A change is sent once reads show it, to callers who have the right at that moment.
 */
import { setTimeout as delay } from "node:timers/promises";
import { organizationStream } from "../../domain/streams.ts";
import type { Position } from "../../eventstore/port.ts";
import { every } from "../../platform/timer.ts";
import { type ChangeRow, changes as keptChanges } from "../../projections/changes/changes.ts";
import {
  areMoreThan,
  type ChangesPage,
  readChanges,
  readEnds,
  readPruned,
} from "../../projections/changes/queries.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import type { Connection } from "../sign-in/connections.ts";
import { sightOf } from "./sight.ts";

/** The sending side of a connection. */
export interface Listener {
  /** Called first. The changes after this position follow. */
  begin(position: Position): void;
  /** Changes may be missing: the client must read everything again. Those after the position follow. */
  reset(position: Position): void;
  /** Sends the changes up to a position that the caller may see, possibly none. */
  deliver(changes: readonly ChangeRow[], upTo: Position): void;
  /** Resolves when the connection can take more, or is closed. */
  ready(): Promise<void>;
  end(): void;
}

interface Watch extends Connection {
  /** The last position the client has seen; left out: start now. */
  readonly after?: Position | undefined;
  /** Wait for new changes? Otherwise the connection ends after the stored ones. */
  readonly follow: boolean;
}

export interface ChangeFeed {
  /**
   * Starts sending. The caller must be authorized already.
   * @returns a function that ends the watch
   * @throws RejectedError `limit-reached`, `unavailable`; database errors
   */
  watch(watch: Watch, listener: Listener): Promise<() => void>;
  /** Ends all watches and refuses new ones. */
  stop(): Promise<void>;
}

interface Watcher extends Watch {
  readonly listener: Listener;
  readonly endTurn: () => void;
  /** Everything up to this position was sent. */
  cursor: Position;
  /** Has the listener received its start position? */
  hasBegun: boolean;
  /** Has it caught up, so that the shared loop sends it the rest? */
  isLive: boolean;
}

export const bounds = {
  /** A client that missed more changes than this reads everything again, which is faster. */
  caughtUp: 10_000,
  page: 500,
  /** How often all rights are checked, for those that end without an event. */
  checkMilliseconds: 500,
  /** Changes within this time are sent together. */
  gatherMilliseconds: 25,
  /** Connections are closed if rights could not be checked for this long. */
  blindMilliseconds: 10_000,
} as const;

export function createChangeFeed(services: Authentication): ChangeFeed {
  const { pool, store, directory, log, turns } = services;
  const kept = services.readModel(keptChanges);
  const watchers = new Set<Watcher>();
  const catchingUp = new Set<Promise<void>>();
  let isStopped = false;
  let checkedAt = 0;
  let succeededAt = performance.now();
  const timer = every(bounds.checkMilliseconds / 1000, "delivering changes", log, deliverAll);

  return {
    async watch(watch, listener) {
      const { caller, organizationId } = watch;
      const endTurn = await turns.streams.take({ userId: caller.userId, organizationId });
      const watcher: Watcher = {
        ...watch,
        listener,
        endTurn,
        cursor: 0n,
        hasBegun: false,
        isLive: false,
      };
      watchers.add(watcher);
      try {
        if (isStopped) throw stopping();
        const { position, isComplete } = await startOf(watch);
        if (!watchers.has(watcher)) throw stopping();
        watcher.cursor = position;
        listener.begin(position);
        watcher.hasBegun = true;
        if (!isComplete) listener.reset(position);
      } catch (error) {
        watchers.delete(watcher);
        endTurn();
        throw error;
      }
      const work = catchUp(watcher)
        .catch((error: unknown) => {
          log.warn({ err: error }, "stored changes could not be sent; the connection is closed");
          end(watcher);
        })
        .finally(() => catchingUp.delete(work));
      catchingUp.add(work);
      timer.wake();
      return () => end(watcher);
    },

    async stop() {
      isStopped = true;
      for (const watcher of watchers) end(watcher);
      await Promise.all([timer.stop(), ...catchingUp]);
    },
  };

  function end(watcher: Watcher): void {
    if (!watchers.delete(watcher)) return;
    watcher.endTurn();
    watcher.listener.end();
  }

  /** Where to start, and whether the client has everything before that. */
  async function startOf({ organizationId, after }: Watch) {
    const { read } = await readEnds(pool);
    if (after === undefined) return { position: read, isComplete: true };
    const isKnown = after <= (await store.lastPosition()) && after >= (await readPruned(pool));
    const isComplete =
      isKnown && !(await areMoreThan(pool, organizationId, after, bounds.caughtUp));
    return { position: isComplete ? after : read, isComplete };
  }

  async function catchUp(watcher: Watcher): Promise<void> {
    const { organizationId, listener, follow } = watcher;
    for (;;) {
      const { deliverable, read, setAside } = await readEnds(pool);
      if (setAside.has(organizationStream(organizationId))) return end(watcher);
      const after = watcher.cursor;
      if (deliverable <= after) break;
      const range = { after, upTo: deliverable };
      const page = await readChanges(pool, [organizationId], range, bounds.page);
      if ((await readPruned(pool)) > after) {
        // The page was pruned while it was read.
        listener.reset(read);
        watcher.cursor = read;
        break;
      }
      await deliver([watcher], [watcher], page);
      if (page.reached >= deliverable) break;
      await listener.ready();
      if (!watchers.has(watcher)) return;
    }
    if (!follow) return end(watcher);
    watcher.isLive = true;
    timer.wake();
  }

  /** One round of the shared loop. The next starts on a change or when rights must be checked again. */
  async function deliverAll(): Promise<void> {
    try {
      if (watchers.size > 0) await round();
      succeededAt = performance.now();
      void wakeAtNextChange();
    } catch (error) {
      const isBlind = performance.now() - succeededAt > bounds.blindMilliseconds;
      if (isBlind) for (const watcher of watchers) end(watcher);
      throw error;
    }
  }

  async function round(): Promise<void> {
    await delay(bounds.gatherMilliseconds);
    const live = [...watchers].filter(({ isLive }) => isLive);
    const page = await changesFor(live);
    const isDue = performance.now() - checkedAt >= bounds.checkMilliseconds;
    const changed = new Set(page?.changes.map(({ organizationId }) => organizationId));
    const checked = isDue
      ? [...watchers].filter(({ hasBegun }) => hasBegun)
      : live.filter(({ organizationId }) => changed.has(organizationId));
    if (isDue) checkedAt = performance.now();
    await deliver(checked, live, page);
  }

  async function changesFor(live: readonly Watcher[]): Promise<ChangesPage | undefined> {
    const after = earliest(live);
    if (after === undefined) return undefined;
    const { deliverable, setAside } = await readEnds(pool);
    if (deliverable <= after) return undefined;
    // Their changes are missing. Whoever comes back resumes before the first of them.
    for (const watcher of live) {
      if (setAside.has(organizationStream(watcher.organizationId))) end(watcher);
    }
    const organizationIds = [...new Set(live.map(({ organizationId }) => organizationId))];
    return readChanges(pool, organizationIds, { after, upTo: deliverable }, bounds.page);
  }

  /** Checks rights, ends watchers that have none, and sends the page to the receivers. */
  async function deliver(
    checked: readonly Watcher[],
    receivers: readonly Watcher[],
    page: ChangesPage | undefined,
  ): Promise<void> {
    const sights = await sightOf(services, checked, page?.changes ?? []);
    for (const watcher of checked) if (!sights.has(watcher)) end(watcher);
    if (page === undefined) return;
    for (const watcher of receivers) {
      if (!watchers.has(watcher) || page.reached <= watcher.cursor) continue;
      const { cursor } = watcher;
      const maySee = sights.get(watcher) ?? (() => false);
      watcher.cursor = page.reached;
      watcher.listener.deliver(
        page.changes.filter((change) => change.position > cursor && maySee(change)),
        page.reached,
      );
    }
  }

  async function wakeAtNextChange(): Promise<void> {
    const after = earliest([...watchers].filter(({ isLive }) => isLive));
    if (after === undefined) return;
    const shown = await Promise.all(
      [kept, directory].map((group) => group.waitFor(after + 1n, bounds.checkMilliseconds)),
    );
    if (shown.every(Boolean)) timer.wake();
  }
}

function earliest(watchers: readonly Watcher[]): Position | undefined {
  return watchers
    .map(({ cursor }) => cursor)
    .reduce<Position | undefined>(
      (least, each) => (least === undefined || each < least ? each : least),
      undefined,
    );
}

function stopping(): RejectedError {
  return new RejectedError("unavailable", "The service is stopping. Try again.");
}

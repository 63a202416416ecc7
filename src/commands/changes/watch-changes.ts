/**
 * Live changes: tells callers who stay connected what changed in an organization, in order, none twice,
 * none left out, as far as they may see it - and lets them go once they may not look any more.
 *
 * All of a process share one watcher. Whoever comes back after a pause first catches up on the kept
 * changes by themselves. A change is told once plain reads show it, with the rights of that moment.
 */
import { setTimeout as delay } from "node:timers/promises";
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
import { type Looking, sightOf } from "./sight.ts";

/** Where changes go: a connection. */
export interface Listener {
  /** Told first: everything after this position follows. */
  begin(position: Position): void;
  /** Some may have been missed: everything is to be read again. What comes after the position follows. */
  reset(position: Position): void;
  /** What the caller may see of the changes up to a position; there may be none. */
  tell(changes: readonly ChangeRow[], upTo: Position): void;
  /** Resolves once more can be taken in, or when it is over. */
  ready(): Promise<void>;
  end(): void;
}

export interface Watch extends Looking {
  /** What was seen last; left out, it begins at the present. */
  readonly after?: Position | undefined;
  /** Stay for what is to come? Otherwise it ends after what is kept. */
  readonly follow: boolean;
}

export interface ChangeFeed {
  /**
   * Begins to tell; the caller is authorized already. Answers how to leave.
   * @throws RejectedError `too-many-requests`, `unavailable`; also where the database is away.
   */
  watch(watch: Watch, listener: Listener): Promise<() => void>;
  /** Ends all; nobody is taken in any more. */
  stop(): Promise<void>;
}

interface Watcher extends Watch {
  readonly listener: Listener;
  /** Everything up to here was told. */
  cursor: Position;
  /** Has it been told where it begins? */
  hasBegun: boolean;
  /** Has it caught up, so that the shared watcher tells it the rest? */
  isLive: boolean;
}

export const bounds = {
  perCaller: 10,
  perProcess: 1000,
  /** Who missed more changes of the organization than these reads everything again, which is quicker. */
  caughtUp: 10_000,
  page: 500,
  /** How long it takes at the longest until somebody is let go whose right no event ended. */
  checkMilliseconds: 500,
  /** Changes that follow each other closely are told together. */
  gatherMilliseconds: 25,
  /** Rights that could not be asked for so long are taken for ended. */
  blindMilliseconds: 10_000,
} as const;

export function createChangeFeed(services: Authentication): ChangeFeed {
  const { pool, store, directory, log } = services;
  const kept = services.readModel(keptChanges);
  const watchers = new Set<Watcher>();
  const catchingUp = new Set<Promise<void>>();
  let isStopped = false;
  let checkedAt = 0;
  let sawAt = performance.now();
  const timer = every(bounds.checkMilliseconds / 1000, "telling changes", log, tellAll);

  return {
    async watch(watch, listener) {
      const watcher: Watcher = { ...watch, listener, cursor: 0n, hasBegun: false, isLive: false };
      admit(watcher);
      try {
        const { position, isComplete } = await startOf(watch);
        if (!watchers.has(watcher)) throw stopping();
        watcher.cursor = position;
        listener.begin(position);
        watcher.hasBegun = true;
        if (!isComplete) listener.reset(position);
      } catch (error) {
        watchers.delete(watcher);
        throw error;
      }
      const work = catchUp(watcher)
        .catch((error: unknown) => {
          log.warn({ err: error }, "kept changes could not be told; the connection is ended");
          letGo(watcher);
        })
        .finally(() => catchingUp.delete(work));
      catchingUp.add(work);
      timer.wake();
      return () => letGo(watcher);
    },

    async stop() {
      isStopped = true;
      for (const watcher of watchers) letGo(watcher);
      await Promise.all([timer.stop(), ...catchingUp]);
    },
  };

  function admit(watcher: Watcher): void {
    if (isStopped) throw stopping();
    if (watchers.size >= bounds.perProcess) {
      throw new RejectedError(
        "unavailable",
        "Too many connections wait for changes here; try again.",
      );
    }
    const { userId } = watcher.caller;
    const own = [...watchers].filter(({ caller }) => caller.userId === userId).length;
    if (own >= bounds.perCaller) {
      const detail = `You have ${own} connections that wait for changes; close one.`;
      throw new RejectedError("too-many-requests", detail);
    }
    watchers.add(watcher);
  }

  function letGo(watcher: Watcher): void {
    if (watchers.delete(watcher)) watcher.listener.end();
  }

  /** Where to begin, and whether nothing was missed before that. */
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
      const { deliverable, read } = await readEnds(pool);
      const after = watcher.cursor;
      if (deliverable <= after) break;
      const range = { after, upTo: deliverable };
      const page = await readChanges(pool, [organizationId], range, bounds.page);
      if ((await readPruned(pool)) > after) {
        // Thrown away while it was read.
        listener.reset(read);
        watcher.cursor = read;
        break;
      }
      await tell([watcher], [watcher], page);
      if (page.reached >= deliverable) break;
      await listener.ready();
      if (!watchers.has(watcher)) return;
    }
    if (!follow) return letGo(watcher);
    watcher.isLive = true;
    timer.wake();
  }

  /** One round of the shared watcher; the next begins at the next change, or when it is time to check rights. */
  async function tellAll(): Promise<void> {
    try {
      if (watchers.size > 0) await round();
      sawAt = performance.now();
      void wakeAtNextChange();
    } catch (error) {
      const isBlind = performance.now() - sawAt > bounds.blindMilliseconds;
      if (isBlind) for (const watcher of watchers) letGo(watcher);
      throw error;
    }
  }

  async function round(): Promise<void> {
    await delay(bounds.gatherMilliseconds);
    const live = [...watchers].filter(({ isLive }) => isLive);
    const page = await changesFor(live);
    const isDue = performance.now() - checkedAt >= bounds.checkMilliseconds;
    const concerned = new Set(page?.changes.map(({ organizationId }) => organizationId));
    const asked = isDue
      ? [...watchers].filter(({ hasBegun }) => hasBegun)
      : live.filter(({ organizationId }) => concerned.has(organizationId));
    if (isDue) checkedAt = performance.now();
    await tell(asked, live, page);
  }

  async function changesFor(live: readonly Watcher[]): Promise<ChangesPage | undefined> {
    const after = earliest(live);
    if (after === undefined) return undefined;
    const { deliverable } = await readEnds(pool);
    if (deliverable <= after) return undefined;
    const organizationIds = [...new Set(live.map(({ organizationId }) => organizationId))];
    return readChanges(pool, organizationIds, { after, upTo: deliverable }, bounds.page);
  }

  /** Asks for the rights of some, lets go who has none, and tells the page to those that it is for. */
  async function tell(
    asked: readonly Watcher[],
    listening: readonly Watcher[],
    page: ChangesPage | undefined,
  ): Promise<void> {
    const sights = await sightOf(services, asked, page?.changes ?? []);
    for (const watcher of asked) if (!sights.has(watcher)) letGo(watcher);
    if (page === undefined) return;
    for (const watcher of listening) {
      if (!watchers.has(watcher) || page.reached <= watcher.cursor) continue;
      const { cursor } = watcher;
      const maySee = sights.get(watcher) ?? (() => false);
      watcher.cursor = page.reached;
      watcher.listener.tell(
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
  return new RejectedError("unavailable", "The service is stopping; try again.");
}

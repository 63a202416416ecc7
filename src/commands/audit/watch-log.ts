/**
 * Waits for new entries of logs. All who wait in a process share one loop: the projection `audit` wakes it,
 * on instances that do not fold too, and one query per round tells how far the logs are. Whoever waits with
 * a filter wakes for an entry that it matches: each log's new entries are searched by a query of its own,
 * for which no other log waits. Whoever loses the right wakes too, and is then refused.
 */
import { every } from "../../platform/timer.ts";
import { audit } from "../../projections/audit/audit.ts";
import { matchesOf } from "../../projections/audit/queries/entries.ts";
import { type EntryFilter, isFiltered } from "../../projections/audit/queries/entry-filter.ts";
import { logEnds } from "../../projections/audit/queries/tree.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { type Connection, stillAllowed } from "../sign-in/connections.ts";

interface AwaitedEntries extends Connection {
  /** Up to this position no entry matches. */
  readonly seen: number;
  readonly filter: EntryFilter;
}

interface LogWatch {
  /**
   * Resolves when there may be an entry, after the time, when the caller leaves or loses the right, or on
   * `stop`. The caller must be authorized before and after.
   * @throws RejectedError `limit-reached`
   */
  wait(awaited: AwaitedEntries, milliseconds: number, leaving: AbortSignal): Promise<void>;
  /** Ends all waiting. */
  stop(): Promise<void>;
}

interface Waiter extends Omit<AwaitedEntries, "seen"> {
  seen: number;
  readonly wake: () => void;
}

/** How often the rights of all who wait are checked. */
const checkMilliseconds = 500;

export function createLogWatch(services: Authentication): LogWatch {
  const { pool, log, turns } = services;
  const waiters = new Set<Waiter>();
  const stopping = new AbortController();
  /** The searches in progress, by organization. */
  const searches = new Map<string, Promise<void>>();
  let checkedAt = 0;
  const timer = every(checkMilliseconds / 1000, "watching logs", log, round);

  return {
    async wait(awaited, milliseconds, leaving) {
      const { caller, organizationId } = awaited;
      const endTurn = await turns.follows.take({ userId: caller.userId, organizationId });
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = (): void => resolve();
      const waiter = { ...awaited, wake };
      const clock = setTimeout(wake, milliseconds);
      const signal = AbortSignal.any([leaving, stopping.signal]);
      signal.addEventListener("abort", wake);
      if (signal.aborted) wake();
      waiters.add(waiter);
      timer.wake();
      try {
        await promise;
      } finally {
        clearTimeout(clock);
        waiters.delete(waiter);
        endTurn();
      }
    },

    async stop() {
      stopping.abort();
      await timer.stop();
      await Promise.all(searches.values());
    },
  };

  async function round(): Promise<void> {
    if (waiters.size === 0) return;
    const all = [...waiters];
    const { reached, sizes } = await logEnds(pool, organizationsOf(all));
    const grown = all.filter(({ organizationId, seen }) => (sizes.get(organizationId) ?? 0) > seen);
    for (const { filter, wake } of grown) if (!isFiltered(filter)) wake();
    const filtered = grown.filter(({ filter }) => isFiltered(filter));
    for (const organizationId of organizationsOf(filtered)) {
      if (searches.has(organizationId)) continue;
      const here = filtered.filter((waiter) => waiter.organizationId === organizationId);
      const search = wakeMatching(organizationId, here, sizes.get(organizationId) ?? 0)
        .catch((error: unknown) =>
          log.warn({ err: error, organizationId }, "a log was not searched"),
        )
        .finally(() => searches.delete(organizationId));
      searches.set(organizationId, search);
    }
    if (performance.now() - checkedAt >= checkMilliseconds) {
      checkedAt = performance.now();
      const allowed = await stillAllowed(services, all, ["audit:read"], audit);
      for (const waiter of all) if (!allowed.has(waiter)) waiter.wake();
    }
    void wakeAfter(reached);
  }

  async function wakeMatching(
    organizationId: string,
    filtered: readonly Waiter[],
    size: number,
  ): Promise<void> {
    const ranges = filtered.map(({ seen, filter }) => ({ after: seen, upTo: size, filter }));
    const matches = await matchesOf(pool, organizationId, ranges);
    for (const [index, waiter] of filtered.entries()) {
      if (matches[index] === true) waiter.wake();
      else waiter.seen = size;
    }
  }

  async function wakeAfter(reached: bigint): Promise<void> {
    if (await services.readModel(audit).waitFor(reached + 1n, checkMilliseconds)) timer.wake();
  }
}

function organizationsOf(waiters: readonly Connection[]): string[] {
  return [...new Set(waiters.map(({ organizationId }) => organizationId))];
}

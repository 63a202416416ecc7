/**
 * Watches the event store: whether it answers, and whether it still is the one from which the read models
 * were folded (same-store.ts). If not, the projections halt and nothing is written.
 */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { EventStore } from "../../eventstore/port.ts";
import { isTransientDatabaseError } from "../../platform/database/transient-errors.ts";
import { StartupError } from "../../platform/startup-error.ts";
import type { ProjectionGroup } from "./group.ts";
import { findDisagreement } from "./same-store.ts";

export type StoreWatch = ReturnType<typeof createStoreWatch>;

interface StoreWatchParts {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly groups: readonly ProjectionGroup[];
  readonly log: Logger;
  /** How often it looks. */
  readonly lookSeconds?: number;
}

const retryMilliseconds = 1_000;
/** While it is away. What was restored meanwhile is then found before it is written to. */
const awayPauseMilliseconds = 250;

export function createStoreWatch({ pool, store, groups, log, lookSeconds = 1 }: StoreWatchParts) {
  const stopping = new AbortController();
  let awaySince: number | undefined;
  let fault: string | undefined;

  return {
    /** Looks once, before the first fold. @throws StartupError if the store does not fit; what it throws */
    async verify(): Promise<void> {
      let found = await findDisagreement(pool, store);
      if (found === undefined) return;
      // A follower of the cluster may lack the newest events for a moment.
      await delay(retryMilliseconds);
      found = await findDisagreement(pool, store);
      if (found !== undefined) throw new StartupError(found);
    },
    /** Looks again and again, until `stop`. */
    start: () => void run(),
    stop: () => stopping.abort(),
    /** Says that the store does not fit the read models, and what to do. */
    fault: () => fault,
    /** Says why nothing may be written; undefined if the store answered and fitted when last asked. */
    refusal: () =>
      awaySince === undefined ? fault : "the event store did not answer when it was last asked",
  };

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      await look();
      const pause = awaySince === undefined ? lookSeconds * 1_000 : awayPauseMilliseconds;
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  async function look(): Promise<void> {
    try {
      await store.lastPosition();
      const found = await findDisagreement(pool, store);
      if (!stopping.signal.aborted) conclude(found);
    } catch (error) {
      // Of the database, everything else reports.
      if (!stopping.signal.aborted && !isTransientDatabaseError(error)) leave(error);
    }
  }

  function leave(error: unknown): void {
    if (awaySince !== undefined) return;
    awaySince = performance.now();
    log.warn({ err: error }, "the event store does not answer; changes are refused until it does");
  }

  function conclude(found: string | undefined): void {
    if (awaySince !== undefined) {
      const seconds = Math.round((performance.now() - awaySince) / 1000);
      log.info({ seconds }, "the event store answers again");
    }
    awaySince = undefined;
    if (found !== undefined && fault === undefined) log.error(found);
    if (found === undefined && fault !== undefined) {
      log.info("the event store fits the read models again; changes are possible");
    }
    fault = found;
    for (const group of groups) group.setHalted(fault !== undefined);
  }
}

/**
 * Replaces tables that an older version of a projection made. They serve until the new ones are ready.
 */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import { isTransient } from "../../eventstore/errors.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { rebuild, type RebuildParts } from "./rebuild.ts";

export interface RolloutParts extends Pick<
  RebuildParts,
  "projection" | "connection" | "store" | "codec"
> {
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Does every running instance know this version of the projection? */
  readonly isKnownToAll: () => boolean;
}

export interface Rollout {
  /** Begins, unless it has begun, if the tables are of an older version. Returns at once. */
  begin(version: number): void;
  /** Resolves once no rebuild is running. */
  finished(): Promise<void>;
}

/** How often it looks whether every instance knows the new version. */
const rolloutMilliseconds = 1_000;

/** @param stopping ends it */
export function createRollout(parts: RolloutParts, stopping: AbortSignal): Rollout {
  const { projection, pool, log, isKnownToAll } = parts;
  const { name, version } = projection;
  let running: Promise<void> | undefined;

  return {
    begin(served) {
      if (served < version && projection.tables.length > 0) running ??= run();
    },
    finished: async () => running,
  };

  async function run(): Promise<void> {
    try {
      await waitUntilKnownToAll();
      if (!(await isStillOlder())) return;
      log.info({ projection: name, version }, "rebuilding for a new version");
      const { events } = await rebuild({ ...parts, signal: stopping });
      log.info({ projection: name, events }, "the rebuilt projection is in use");
    } catch (error) {
      if (stopping.aborted) return;
      log.error({ err: error, projection: name }, "a projection could not be rebuilt");
      // An error that an event causes would recur; an operator then runs `muster projections rebuild`.
      if (isTransient(error)) running = undefined;
    }
  }

  /** Older programs cannot fold the new version's tables. */
  async function waitUntilKnownToAll(): Promise<void> {
    if (isKnownToAll()) return;
    log.info(
      { projection: name, version },
      "the projection is rebuilt when no older version of the program runs any more",
    );
    while (!isKnownToAll()) await delay(rolloutMilliseconds, undefined, { signal: stopping });
  }

  async function isStillOlder(): Promise<boolean> {
    const checkpoint = await readCheckpoint(pool, name);
    return checkpoint !== undefined && checkpoint.version < version;
  }
}

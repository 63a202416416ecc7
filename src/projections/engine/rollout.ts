/**
 * Replaces tables that an older version of a projection made, or in which an older program set something
 * aside. They serve until the new ones are ready.
 */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { Position } from "../../eventstore/port.ts";
import { isTransient } from "../../eventstore/transient.ts";
import { isNewerVersion } from "../../platform/program.ts";
import { readCheckpoint } from "./checkpoint.ts";
import type { ProcessParts } from "./process-parts.ts";
import { rebuild, type RebuildParts } from "./rebuild.ts";
import { RebuildPostponed, TablesChanged } from "./switch-tables.ts";

/** What a projection group works with. The connection is for its own, on which it folds. */
export interface GroupParts
  extends Pick<RebuildParts, "projection" | "connection" | "store" | "codec">, ProcessParts {
  /** The version of this program. */
  readonly program: string;
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Does every running instance know this version of the projection? */
  readonly isKnownToAll: () => boolean;
  /** Called after each commit of this instance, with the types of the events that were folded. */
  readonly onMoved?: (position: Position, types: ReadonlySet<string>) => void;
}

export type Rollout = ReturnType<typeof createRollout>;

/** How often it looks whether every instance knows the new version. */
const rolloutMilliseconds = 1_000;
/** Between tries, while a store is away or another process rebuilds. */
const retryMilliseconds = 2_000;

/** @param stopping ends it */
export function createRollout(parts: GroupParts, stopping: AbortSignal) {
  const { projection, pool, log, program, isKnownToAll } = parts;
  const { name, version } = projection;
  let running: Promise<void> | undefined;
  /** What the rebuild waits for, as it stands in the log. */
  let reported: string | undefined;

  return {
    /**
     * Begins, unless it has begun, if the tables are of an older version or an older program set something
     * aside. Returns at once.
     */
    begin(served: number, setAsideBy: readonly string[]): void {
      if (projection.tables.length > 0 && isOlder(served, setAsideBy)) running ??= run();
    },
    /** Resolves once no rebuild is running. */
    finished: async () => running,
  };

  async function run(): Promise<void> {
    try {
      await waitUntilKnownToAll();
      if (!(await isStillOlder())) return;
      log.info({ projection: name, version }, "rebuilding for a new version");
      while ((await isStillOlder()) && !(await tryRebuild())) {
        await delay(retryMilliseconds, undefined, { signal: stopping });
      }
    } catch (error) {
      if (stopping.aborted) return;
      // An error that an event causes would recur; an operator then runs `muster projections rebuild`.
      log.error({ err: error, projection: name }, "a projection could not be rebuilt");
    }
  }

  /** False if it is worth trying again. @throws what another try would meet, too */
  async function tryRebuild(): Promise<boolean> {
    try {
      const { events } = await rebuild({ ...parts, signal: stopping });
      log.info({ projection: name, events }, "the rebuilt projection is in use");
      return true;
    } catch (error) {
      const mayPass = isTransient(error) || error instanceof RebuildPostponed;
      if (stopping.aborted || !mayPass) throw error;
      const reason = String(error);
      // Each time that a whole rebuild was in vain is worth a line.
      if (reason !== reported || error instanceof TablesChanged) {
        log.warn({ err: error, projection: name }, "a rebuild was interrupted; will try again");
      }
      reported = reason;
      return false;
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

  /** Also while the database does not answer. */
  async function isStillOlder(): Promise<boolean> {
    try {
      const checkpoint = await readCheckpoint(pool, name);
      return checkpoint !== undefined && isOlder(checkpoint.version, checkpoint.setAsideBy);
    } catch (error) {
      if (isTransient(error)) return true;
      throw error;
    }
  }

  /** A newer program may be able to fold what an older one could not. */
  function isOlder(served: number, setAsideBy: readonly string[]): boolean {
    return served < version || setAsideBy.some((each) => isNewerVersion(program, each));
  }
}

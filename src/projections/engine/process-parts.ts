/** What the projection groups of one process share. */
import type pg from "pg";
import type { Connection } from "../../platform/database/pool.ts";
import type { Listener } from "../../platform/database/listener.ts";
import { createAnnouncer, type Announcer } from "./announcer.ts";
import { createFeed, type Feed } from "./feed.ts";
import { createSharedSession, type SharedSession } from "./group-session.ts";
import { createBeat, type Beat } from "./pacing.ts";

export interface ProcessParts {
  readonly feed: Feed;
  readonly listener: Listener;
  readonly announcer: Announcer;
  readonly beat: Beat;
  /** Of the gentle groups. A process has one group of each projection. */
  readonly shared: SharedSession;
}

type Needed = Parameters<typeof createFeed>[0] & {
  readonly connection: Connection;
  readonly pool: pg.Pool;
  readonly listener: Listener;
  /** May another instance run? Without an answer, it may. */
  readonly hasOthers?: () => boolean;
};

export function createProcessParts(needed: Needed): ProcessParts {
  const { connection, pool, listener, hasOthers = () => true, ...parts } = needed;
  return {
    feed: createFeed(parts),
    listener,
    announcer: createAnnouncer(pool, hasOthers),
    beat: createBeat(),
    shared: createSharedSession(connection),
  };
}

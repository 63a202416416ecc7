/** What the projection groups of one process share. */
import type pg from "pg";
import type { Listener } from "../../platform/database/listener.ts";
import { createAnnouncer, type Announcer } from "./announcer.ts";
import { createFeed, type Feed } from "./feed.ts";
import { createBeat, type Beat } from "./pacing.ts";

export interface ProcessParts {
  readonly feed: Feed;
  readonly listener: Listener;
  readonly announcer: Announcer;
  readonly beat: Beat;
}

type Needed = Parameters<typeof createFeed>[0] & {
  readonly pool: pg.Pool;
  readonly listener: Listener;
};

export function createProcessParts({ pool, listener, ...parts }: Needed): ProcessParts {
  return {
    feed: createFeed(parts),
    listener,
    announcer: createAnnouncer(pool),
    beat: createBeat(),
  };
}

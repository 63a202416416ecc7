/**
 * Tells the other instances how far the read models are. After the commit and not in it: NOTIFY takes a
 * lock over the whole database, which a batch would hold up the appends of events with.
 */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import { channelOf } from "./checkpoint.ts";

export interface Announcer {
  /** One announcement is under way at a time; the next tells the latest position. */
  announce(position: Position): void;
  /** Resolves once nothing is under way. */
  finished(): Promise<void>;
}

export function createAnnouncer(pool: pg.Pool, name: string): Announcer {
  let told: Position = 0n;
  let latest: Position = 0n;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (told < latest) {
      const position = latest;
      // Not told is found out: instances that wait also poll.
      await tell(position).catch(() => undefined);
      told = position;
    }
    running = undefined;
  }

  async function tell(position: Position): Promise<void> {
    await pool.query({
      name: "announce position",
      text: "select pg_notify($1, $2)",
      values: [channelOf(name), String(position)],
    });
  }

  return {
    announce(position) {
      latest = position;
      running ??= run();
    },
    finished: async () => running,
  };
}

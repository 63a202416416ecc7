/**
 * Tells other instances how far the read models are. It does so after the commit, because a transaction
 * with a NOTIFY locks the whole database while it commits, and a batch would delay appends.
 */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import { channelOf } from "./checkpoint.ts";

export interface Announcer {
  /** Sends one announcement at a time; the next one carries the latest position. */
  announce(position: Position): void;
  /** Resolves once no announcement is being sent. */
  finished(): Promise<void>;
}

export function createAnnouncer(pool: pg.Pool, name: string): Announcer {
  let announced: Position = 0n;
  let latest: Position = 0n;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (announced < latest) {
      const position = latest;
      // A lost NOTIFY is harmless: waiting instances also poll.
      await notify(position).catch(() => undefined);
      announced = position;
    }
    running = undefined;
  }

  async function notify(position: Position): Promise<void> {
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

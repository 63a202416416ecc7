/**
 * Tells other instances how far the read models are. It does so after the commit, because a transaction
 * with a NOTIFY locks the whole database while it commits, and a batch would delay appends.
 */
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import { channelOf } from "./checkpoint.ts";

const suffix = " with gaps";

/** A position, and whether something is set aside. */
const announcementOf = (position: Position, hasSetAside: boolean): string =>
  `${position}${hasSetAside ? suffix : ""}`;

/** Undefined if the announcement says that the state must be read again. */
export function parseAnnouncement(text: string) {
  const hasSetAside = text.endsWith(suffix);
  const position = hasSetAside ? text.slice(0, -suffix.length) : text;
  return /^\d+$/.test(position) ? { position: BigInt(position), hasSetAside } : undefined;
}

export function createAnnouncer(pool: pg.Pool, name: string) {
  let announced: Position = 0n;
  let latest: Position = 0n;
  let isAnythingSetAside = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (announced < latest) {
      const position = latest;
      // A lost NOTIFY is harmless: waiting instances also poll.
      await notify(announcementOf(position, isAnythingSetAside)).catch(() => undefined);
      announced = position;
    }
    running = undefined;
  }

  async function notify(announcement: string): Promise<void> {
    await pool.query({
      name: "announce position",
      text: "select pg_notify($1, $2)",
      values: [channelOf(name), announcement],
    });
  }

  return {
    /** Sends one announcement at a time; the next one carries the latest position. */
    announce(position: Position, hasSetAside: boolean): void {
      latest = position;
      isAnythingSetAside = hasSetAside;
      running ??= run();
    },
    /** Resolves once no announcement is being sent. */
    finished: async () => running,
  };
}

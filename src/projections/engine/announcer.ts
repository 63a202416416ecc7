/**
 * Tells other instances how far the read models are, and asks for positions that somebody waits for: for all
 * projections of a process together, because each announcement is a transaction here and one more in each
 * process that listens. It does so after the commit, because a transaction with a NOTIFY locks the whole
 * database while it commits, and a batch would delay appends.
 */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Position } from "../../eventstore/port.ts";
import { channelOf } from "./checkpoint.ts";

export type Announcer = ReturnType<typeof createAnnouncer>;

/** Between two announcements. The first one after a pause goes out at once. */
const pauseMilliseconds = 20;

const withGaps = " with gaps";
const wanted = "wanted ";

/** What an instance says of a projection; undefined if its state must be read again. */
export function parseAnnouncement(text: string) {
  const asked = /^wanted (\d+)$/.exec(text)?.[1];
  if (asked !== undefined) return { isWanted: true, position: BigInt(asked) } as const;
  const reached = /^(\d+)( with gaps)?$/.exec(text);
  if (reached?.[1] === undefined) return undefined;
  const hasSetAside = reached[2] !== undefined;
  return { isWanted: false, position: BigInt(reached[1]), hasSetAside } as const;
}

/** @param hasOthers may another instance run, which waits for positions? */
export function createAnnouncer(pool: pg.Pool, hasOthers: () => boolean = () => true) {
  const positions = new Map<string, string>();
  const wishes = new Map<string, Position>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (positions.size + wishes.size > 0) {
      const payloads = [
        ...positions,
        ...[...wishes].map(([name, position]) => [name, `${wanted}${position}`] as const),
      ];
      positions.clear();
      wishes.clear();
      // A lost NOTIFY is harmless: waiting instances also poll.
      await notify(payloads).catch(() => undefined);
      await delay(pauseMilliseconds);
    }
    running = undefined;
  }

  /** What is announced can be read already, so this commit need not wait for the disk. */
  async function notify(payloads: readonly (readonly [name: string, payload: string])[]) {
    await pool.query({
      name: "announce",
      text: `select set_config('synchronous_commit', 'off', true), pg_notify(channel, payload)
             from unnest($1::text[], $2::text[]) as announced (channel, payload)`,
      values: [payloads.map(([name]) => channelOf(name)), payloads.map(([, payload]) => payload)],
    });
  }

  return {
    /** The projection's read models contain the position. */
    announce(name: string, position: Position, hasSetAside: boolean): void {
      if (!hasOthers()) return;
      positions.set(name, `${position}${hasSetAside ? withGaps : ""}`);
      running ??= run();
    },
    /** Somebody on this instance waits for the position. */
    want(name: string, position: Position): void {
      const furthest = wishes.get(name) ?? 0n;
      wishes.set(name, position > furthest ? position : furthest);
      running ??= run();
    },
    /** Resolves once everything is announced. */
    finished: async () => running,
  };
}

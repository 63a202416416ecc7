/**
 * Writes events into an empty event store, as fast as PostgreSQL copies: a service with a million members is
 * filled in minutes. The rows are those that `append` would write; the read models come from a rebuild.
 */
import type pg from "pg";
import { WrongExpectedRevision } from "../src/eventstore/errors.ts";
import { checkAppend } from "../src/eventstore/limits.ts";
import type { EventStore } from "../src/eventstore/port.ts";
import { copyFrom, copyText } from "../src/platform/database/copy.ts";

/** Rows sent at once. */
const rowsAtOnce = 5_000;

/** A store that only appends. Nobody else may append meanwhile. */
export interface BulkStore extends Pick<EventStore, "append"> {
  /** Sends what is left. Until then nothing is durable. */
  end(): Promise<void>;
}

/** @throws Error if there are events already */
export async function openBulkStore(pool: pg.Pool): Promise<BulkStore> {
  const client = await pool.connect();
  const { rowCount } = await client.query("select from events limit 1");
  if (rowCount !== 0) {
    client.release();
    throw new Error("events are written in bulk only into an empty event store");
  }
  let position = 0n;
  /** The revisions of the last events. */
  const ends = new Map<string, number>();
  let rows: string[] = [];
  let sent: Promise<void> = Promise.resolve();

  /** One copy at a time; meanwhile the next rows are made. */
  async function send(): Promise<void> {
    const text = rows.join("");
    rows = [];
    const before = sent;
    sent = before.then(() => copyFrom(client, "copy events from stdin", text));
    await before;
  }

  return {
    async append(stream, expected, records) {
      const last = ends.get(stream);
      if (expected !== "any" && expected !== (last ?? "none")) {
        throw new WrongExpectedRevision(stream, expected);
      }
      checkAppend(stream, last ?? "none", records);
      let revision = last ?? -1;
      for (const { id, type, data, metadata } of records) {
        position += 1n;
        revision += 1;
        const texts = [stream, String(revision), id, type, data, metadata].map(copyText);
        rows.push(`${[position, ...texts].join("\t")}\n`);
      }
      ends.set(stream, revision);
      const appended = { revision, position };
      if (rows.length >= rowsAtOnce) await send();
      return appended;
    },
    async end() {
      try {
        await send();
        await sent;
      } finally {
        client.release();
      }
    },
  };
}

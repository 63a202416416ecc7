/**
 * The one writer of a process: while a group of appends is being written, further appends wait in memory
 * and form the next group (docs/decisions/0002-group-commit-and-gapless-positions.md).
 */
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { ClientConfig } from "pg";
import { makeCommitsDurable } from "../../platform/database/durable.ts";
import { beginSession, type Settings } from "../../platform/database/session.ts";
import { WatchedClient } from "../../platform/database/watched-client.ts";
import { EventStoreUnavailable } from "../errors.ts";
import type { Appended, StoredRecord } from "../port.ts";
import { toPortError } from "./failures.ts";
import { takeGroup, writeGroup, type Append } from "./group.ts";

export type Writer = ReturnType<typeof openWriter>;

/** Of every session of the event store. */
export const storeSettings: Settings = { statement_timeout: "10s" };

const maxWaiting = 10_000;
const maxWaitingBytes = 64_000_000;

/** How long a group is retried before its callers get EventStoreUnavailable. */
const retryMs = 3_000;
const pauseMs = 50;

interface Waiting extends Append {
  readonly resolve: (appended: Appended | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** A committed group. */
export interface Written {
  /** Its events by position. */
  readonly records: readonly StoredRecord[];
  /** How many appends the group had. */
  readonly appends: number;
}

/** @param onWrite called after each commit, before the callers get their results */
export function openWriter(connection: ClientConfig, onWrite: (written: Written) => void) {
  const queue: Waiting[] = [];
  let waitingBytes = 0;
  let client: WatchedClient | undefined;
  let running: Promise<void> | undefined;
  /** The group that is being written. */
  let inFlight: Promise<unknown> = Promise.resolve();

  function disconnect(): void {
    client?.end().catch(() => undefined);
    client = undefined;
  }

  async function connected(): Promise<WatchedClient> {
    if (client !== undefined) return client;
    const opening = new WatchedClient(connection);
    opening.on("error", () => {
      if (client === opening) disconnect();
    });
    await opening.connect();
    client = opening;
    await beginSession(client, storeSettings);
    await makeCommitsDurable(client);
    return client;
  }

  /**
   * After a lost connection it is unknown whether the group was committed. Writing it again is safe:
   * committed appends are refused, and recognized by their ids. After the time a new connection is still
   * tried once: a former one may have died without a word, which is noticed late.
   */
  async function writeRetrying(group: readonly Append[]): Promise<readonly StoredRecord[]> {
    const end = performance.now() + retryMs;
    for (;;) {
      const isFormer = client !== undefined;
      try {
        return await writeGroup(await connected(), group);
      } catch (error) {
        disconnect();
        const reason = toPortError(error);
        if (!(reason instanceof EventStoreUnavailable)) throw reason;
        if (!isFormer && performance.now() > end) throw reason;
        await delay(pauseMs);
      }
    }
  }

  function rejectAll(appends: readonly Waiting[], error: Error): void {
    for (const { reject } of appends) reject(error);
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // Callers that just got their results append again within this turn: let them join the group.
      await nextTurn();
      const group = takeGroup(queue);
      try {
        const writing = writeRetrying(group);
        inFlight = writing.catch(() => undefined);
        const records = await writing;
        onWrite({ records, appends: group.length });
        const ends = endsOf(records);
        for (const { stream, resolve } of group) resolve(ends.get(stream));
      } catch (error) {
        const reason = toPortError(error);
        rejectAll(group, reason);
        // The waiting appends would only wait as long for the same error.
        if (reason instanceof EventStoreUnavailable) rejectAll(queue.splice(0), reason);
      }
      waitingBytes = queue.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    running = undefined;
  }

  return {
    /**
     * @returns undefined if the append was refused; nothing of it was written
     * @throws EventStoreUnavailable if too much waits, or the server stays unavailable
     */
    append(append: Append): Promise<Appended | undefined> {
      return new Promise((resolve, reject) => {
        if (queue.length >= maxWaiting || waitingBytes + append.bytes > maxWaitingBytes) {
          reject(
            new EventStoreUnavailable(
              `${queue.length} appends wait to be written; try again later`,
            ),
          );
          return;
        }
        waitingBytes += append.bytes;
        queue.push({ ...append, resolve, reject });
        running ??= run();
      });
    },
    /** Resolves once the group that is being written, if any, is answered. */
    answered: async () => inFlight,
    /** Writes the waiting appends, then disconnects. */
    async close(): Promise<void> {
      await running;
      disconnect();
    },
  };
}

/** The place of the last event of each stream. */
function endsOf(records: readonly StoredRecord[]): ReadonlyMap<string, Appended> {
  return new Map(records.map(({ stream, revision, position }) => [stream, { revision, position }]));
}

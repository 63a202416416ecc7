/**
 * What was appended to the log since somebody last asked: whoever keeps something of the log learns by one
 * call, shared with all who ask at the same time, whether it still holds
 * (docs/decisions/0035-calls-of-our-own-to-eventstoredb.md).
 */
import { groupedRead } from "../../platform/group-reads.ts";
import type { StoredRecord } from "../port.ts";
import { toPortError } from "./failures.ts";

/** An event up to which the watchers have been told everything. */
export type Mark = Pick<StoredRecord, "position" | "id">;

/** Each reads everything that was appended before it began. */
export interface LatestReads {
  /** The newest event, also the server's own; undefined if there is none. */
  newest(): Promise<Mark | undefined>;
  /** All events after the mark, in order; undefined if they are too many or the mark is not there. */
  since(mark: Mark): Promise<readonly StoredRecord[] | undefined>;
}

interface Watcher {
  /** In the order of the log; an event may be told again. */
  see(event: StoredRecord): void;
  /** From here on, events were perhaps missed. */
  forget(): void;
}

export type Latest = ReturnType<typeof watchLatest>;

export function watchLatest(reads: LatestReads) {
  const watchers: Watcher[] = [];
  /** A new object whenever the watchers had to forget. */
  let known: { mark: Mark } | undefined;

  async function catchUp(): Promise<void> {
    const asked = known;
    const events = asked && (await reads.since(asked.mark));
    if (asked === undefined || events === undefined) return beginAnew();
    // Another question has made the watchers forget: these events are perhaps of a log that was replaced.
    if (asked !== known) return;
    for (const event of events) for (const { see } of watchers) see(event);
    const last = events.at(-1);
    // Another question may have read further.
    if (last !== undefined && last.position > asked.mark.position) {
      asked.mark = { position: last.position, id: last.id };
    }
  }

  /** Forgets last, because what is read before the mark is known may lack events before it. */
  async function beginAnew(): Promise<void> {
    const mark = await reads.newest();
    known = mark && { mark };
    for (const { forget } of watchers) forget();
  }

  const caughtUp = groupedRead(async (_reads: LatestReads, askers: readonly true[]) => {
    const failure = await catchUp().then(() => undefined, toPortError);
    return askers.map(() => failure);
  });

  return {
    /** Do the watchers hear of what is appended from now on? */
    hasBegun: () => known !== undefined,
    /** The watchers have been told everything that was appended before the call, or to forget. */
    current: () => caughtUp(reads, true),
    watch: (watcher: Watcher) => void watchers.push(watcher),
  };
}

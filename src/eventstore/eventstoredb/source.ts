/** Reads events from one of the client's streams, in the batches in which they arrive. */
import { setImmediate as turn } from "node:timers/promises";
import { EventStoreUnavailable } from "../errors.ts";
import type { Connection } from "./client.ts";
import { toPortError } from "./failures.ts";

export interface Source<T> {
  /**
   * The items that have arrived, at most `max`; waits only if there are none. Empty when the stream has
   * ended. Items that arrived before a failure are returned before the failure is thrown.
   * @throws EventStoreUnavailable, also when nothing arrives within `withinMs`
   */
  next(max: number, withinMs?: number): Promise<readonly T[]>;
  /** Cancels the call; a waiting `next` returns nothing. */
  close(): void;
}

/** The part of the client's streams that is needed. */
interface EventStream {
  read(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * @param cancel ends the call at the server: destroying the stream alone leaves it open
 * @param connection the one that the stream uses: it is given up when nothing arrives in time
 */
export function sourceOf<T>(
  stream: EventStream,
  cancel: () => Promise<void>,
  connection: Connection,
): Source<T> {
  let ended = false;
  let closed = false;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;

  const onLost = () => {
    failure ??= new EventStoreUnavailable("the connection to EventStoreDB was given up");
    wake();
  };
  connection.lost.addEventListener("abort", onLost);

  // These listeners stay, because a late error without a listener would end the process.
  stream.on("error", (error: unknown) => {
    failure ??= toPortError(error);
    wake();
  });
  stream.on("readable", () => wake());
  for (const event of ["end", "close"]) {
    stream.on(event, () => {
      ended = true;
      wake();
    });
  }

  function take(max: number): readonly T[] {
    const items: T[] = [];
    while (items.length < max) {
      const item = stream.read() as T | null;
      if (item === null) break;
      items.push(item);
    }
    return items;
  }

  async function arrival(withinMs: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (withinMs === undefined) return;
      timer = setTimeout(() => {
        failure ??= new EventStoreUnavailable(`EventStoreDB sent nothing for ${withinMs} ms`);
        connection.giveUp();
        resolve();
      }, withinMs);
    });
    clearTimeout(timer);
  }

  return {
    async next(max, withinMs) {
      for (;;) {
        const items = take(max);
        if (items.length > 0) return items;
        if (closed) return items;
        if (failure !== undefined) throw failure;
        if (ended) return items;
        await arrival(withinMs);
        // Items come one by one, even those of one packet; one turn of the event loop lets the others in.
        await turn();
      }
    },
    close() {
      closed = true;
      connection.lost.removeEventListener("abort", onLost);
      wake();
      cancel().catch(() => undefined);
    },
  };
}

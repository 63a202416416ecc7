/** Reads the answers of one call, in the batches in which they arrive. */
import { setImmediate as turn } from "node:timers/promises";
import { EventStoreUnavailable } from "../errors.ts";
import { deadlineMs, type Connection } from "./client.ts";
import { givenUp, toPortError } from "./failures.ts";

export interface Source<T> {
  /**
   * What has arrived, at most `max`; waits only if there is nothing. Empty when the call has ended. What
   * arrived before a failure is returned before the failure is thrown.
   * @throws EventStoreUnavailable, also when nothing arrives within `withinMs`
   */
  next(max: number, withinMs?: number): Promise<readonly T[]>;
  /** Cancels the call; a waiting `next` returns nothing. */
  close(): void;
}

/** The part of a call that is needed. */
interface Call {
  on(event: "data", listener: (answer: Uint8Array) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
  cancel(): void;
}

export interface OpenCall {
  readonly call: Call;
  readonly connection: Pick<Connection, "lost" | "failed" | "giveUp">;
}

/** The server is held back while more than this waits for the caller. */
const mostWaiting = { answers: 500, bytes: 8_000_000 };

/**
 * @param opening the call, once there is a connection; its first answer must come within `deadlineMs`
 * @param decode returns undefined for an answer that the caller does not need
 */
export function sourceOf<T>(
  opening: Promise<OpenCall>,
  decode: (answer: Uint8Array) => T | undefined,
): Source<T> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let opened: OpenCall | undefined;
  let isPaused = false;
  let ended = false;
  let closed = false;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;

  function fail(error: unknown): void {
    failure ??= toPortError(error);
    wake();
  }

  function giveUpAfter(silentMs: number): void {
    const silent = new EventStoreUnavailable(`EventStoreDB sent nothing for ${silentMs} ms`);
    fail(silent);
    opened?.connection.giveUp(silent);
  }

  const onLost = () => {
    if (opened !== undefined) fail(givenUp(opened.connection.lost));
  };
  const unanswered = setTimeout(giveUpAfter, deadlineMs, deadlineMs).unref();

  function begin(open: OpenCall): void {
    const { call, connection } = open;
    opened = open;
    call.on("data", (answer) => {
      clearTimeout(unanswered);
      waiting.push(answer);
      waitingBytes += answer.byteLength;
      if (waiting.length >= mostWaiting.answers || waitingBytes >= mostWaiting.bytes) {
        isPaused = true;
        call.pause();
      }
      wake();
    });
    // It stays, because a late error without a listener would end the process.
    call.on("error", (error) => {
      connection.failed(error);
      fail(error);
    });
    call.on("end", () => {
      ended = true;
      wake();
    });
    connection.lost.addEventListener("abort", onLost);
    if (connection.lost.aborted) onLost();
    if (closed) release();
  }

  function release(): void {
    opened?.connection.lost.removeEventListener("abort", onLost);
    opened?.call.cancel();
  }

  function take(max: number): readonly T[] {
    const taken = waiting.slice(0, max);
    waiting = waiting.slice(max);
    for (const { byteLength } of taken) waitingBytes -= byteLength;
    if (isPaused) {
      isPaused = false;
      opened?.call.resume();
    }
    return taken.flatMap((answer) => decode(answer) ?? []);
  }

  async function arrival(withinMs: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (withinMs !== undefined) timer = setTimeout(giveUpAfter, withinMs, withinMs);
    });
    clearTimeout(timer);
  }

  opening.then(begin, fail);
  return {
    async next(max, withinMs) {
      for (;;) {
        const items = waiting.length > 0 ? take(max) : [];
        if (items.length > 0) return items;
        if (closed) return items;
        if (waiting.length > 0) continue;
        if (failure !== undefined) throw failure;
        if (ended) return items;
        await arrival(withinMs);
        // Answers come one by one, even those of one packet; one turn of the event loop lets the others in.
        await turn();
      }
    },
    close() {
      closed = true;
      clearTimeout(unanswered);
      release();
      wake();
    },
  };
}

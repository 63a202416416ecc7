/**
 * Appends by one call of BatchAppend for each connection. Each append has a correlation id, an answer and a
 * deadline of its own, so an answer that is lost costs nobody but the one who waits for it
 * (docs/decisions/0035-calls-of-our-own-to-eventstoredb.md).
 */
import { randomUUID } from "node:crypto";
import type { BatchAppendResp } from "@eventstore/db-client/generated/streams_pb.js";
import { status, type ServiceError } from "@grpc/grpc-js";
import { EventStoreUnavailable } from "../errors.ts";
import type { Position } from "../port.ts";
import { refusalIn } from "./append-refusals.ts";
import type { Connection, OpenClient } from "./client.ts";
import { givenUp, toPortError, within } from "./failures.ts";
import { appendRequest, type RequestedAppend } from "./requests.ts";

/**
 * How long an append may wait for an answer. A server drops an append while an earlier one of the same events
 * is in flight, and says so when it next looks for commits of more than 2 s, which it does each second
 * (24.6.0): a shorter wait would report an outage instead.
 */
const answerMs = 3_500;

const mostWaiting = { appends: 1_000, bytes: 64_000_000 };

export interface BatchedAppend extends RequestedAppend {
  /** Counted like `limits.appendBytes`. */
  readonly bytes: number;
}

/** What the server says of a written append. */
interface WrittenPlace {
  readonly revision: number;
  readonly position: Position | undefined;
}

interface Waiting {
  readonly append: BatchedAppend;
  readonly resolve: (written: WrittenPlace) => void;
  readonly reject: (error: Error) => void;
}

export type Batch = ReturnType<typeof openBatch>;

export function openBatch(opened: OpenClient) {
  let current: { connection: Connection; calling: Calling } | undefined;
  let appends = 0;
  let bytes = 0;

  async function connected(): Promise<Calling> {
    const connection = await opened.connect();
    if (current?.connection === connection && current.calling.isOpen()) return current.calling;
    const calling = callBatchAppend(connection);
    current = { connection, calling };
    return calling;
  }

  return {
    /**
     * @throws EventStoreUnavailable if there is no answer in time: it is unknown whether it was written; also
     *   if too much waits
     */
    async write(append: BatchedAppend): Promise<WrittenPlace> {
      if (appends >= mostWaiting.appends || bytes + append.bytes > mostWaiting.bytes) {
        throw new EventStoreUnavailable(`${appends} appends wait for answers; try again later`);
      }
      const until = performance.now() + answerMs;
      appends += 1;
      bytes += append.bytes;
      try {
        const calling = await within(answerMs, connected());
        return await calling.write(append, Math.max(1, until - performance.now()));
      } finally {
        appends -= 1;
        bytes -= append.bytes;
      }
    },
    close: () => current?.calling.close(),
  };
}

type Calling = ReturnType<typeof callBatchAppend>;

function callBatchAppend(connection: Connection) {
  const call = connection.streams.batchAppend(...connection.callArguments());
  const waiting = new Map<string, Waiting>();
  let answers = 0;
  let ended: Error | undefined;

  function end(error: unknown): void {
    if (ended !== undefined) return;
    ended = toPortError(error);
    connection.lost.removeEventListener("abort", onLost);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    call.cancel();
  }

  const onLost = () => end(givenUp(connection.lost));
  connection.lost.addEventListener("abort", onLost);
  call.on("error", (error: ServiceError) => {
    connection.failed(error);
    end(error.code === status.UNIMPLEMENTED ? tooOld(error) : error);
  });
  call.on("end", () =>
    end(new EventStoreUnavailable("EventStoreDB ended the call of the appends")),
  );
  call.on("data", (answer: BatchAppendResp) => {
    answers += 1;
    const id = answer.getCorrelationId()?.getString() ?? "";
    const one = waiting.get(id);
    // The one who waited has been told that the outcome is unknown.
    if (one === undefined) return;
    waiting.delete(id);
    const refusal = refusalIn(answer, one.append);
    if (refusal === undefined) return one.resolve(writtenIn(answer));
    if (refusal.isOfNode) connection.giveUp(refusal.error);
    one.reject(refusal.error);
  });

  return {
    isOpen: () => ended === undefined,
    async write(append: BatchedAppend, leftMs: number): Promise<WrittenPlace> {
      if (ended !== undefined) throw ended;
      const id = randomUUID();
      const answersBefore = answers;
      const { promise, resolve, reject } = Promise.withResolvers<WrittenPlace>();
      const timer = setTimeout(() => {
        waiting.delete(id);
        const late = new EventStoreUnavailable("EventStoreDB did not answer an append in time");
        reject(late);
        // Whoever answers others does not hang: only this one's answer is lost.
        if (answers === answersBefore) connection.giveUp(late);
      }, leftMs);
      waiting.set(id, { append, resolve, reject });
      call.write(appendRequest(id, append));
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => end(new EventStoreUnavailable("the event store has been closed")),
  };
}

function writtenIn(answer: BatchAppendResp): WrittenPlace {
  const success = answer.getSuccess();
  const position = success?.getPosition()?.getCommitPosition();
  return {
    revision: Number(success?.getCurrentRevision()),
    position: position === undefined ? undefined : BigInt(position),
  };
}

function tooOld(cause: ServiceError): Error {
  const message = "EventStoreDB does not know BatchAppend; use version 22.10 or later";
  return new Error(message, { cause });
}

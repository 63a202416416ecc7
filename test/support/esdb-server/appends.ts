/**
 * Answers the protocol's BatchAppend as 24.6.0 does: each append by itself, in the order of completion. Of
 * Append it knows the least.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from "@grpc/grpc-js";
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from "@eventstore/db-client/generated/streams_pb.js";
import type { Log, ProposedEvent } from "./log.ts";
import {
  appendAnswer,
  appendRefusal,
  expectedOf,
  loneAppendAnswer,
  notLeaderError,
  proposedOf,
  streamName,
} from "./messages.ts";

export type AppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** What the appends of a server depend on. */
export interface Appending {
  readonly log: Log;
  /** The port that it names as the cluster's leader; tests may change it. */
  leaderPort: number;
  /** What the node says to calls that require the leader, besides gossip. Tests may change it. */
  state: "leader" | "follower" | "not ready";
  /** Awaited before each append; tests set it to slow the server down. */
  beforeAppend: () => Promise<void>;
  /** Awaited before the answer to an append that was written; tests set it to delay or drop the answer. */
  beforeAnswer: (stream: string) => Promise<void>;
  /** How long the server waits for a commit. On 24.6.0 2 to 3 s; shorter here, so that the tests are quick. */
  commitTimeoutMs: number;
  /**
   * How often single streams were read, the newest events of the log, and BatchAppend was called; and how many
   * appends came.
   */
  readonly calls: { readStream: number; readLog: number; batchAppend: number; appends: number };
}

const maximumAppendSize = 1024 * 1024;

/** @param inFlight names the appends that all calls are writing */
export function answerAppends(server: Appending, inFlight: Set<string>, call: AppendCall): void {
  let isOver = false;
  for (const event of ["cancelled", "close", "error"]) call.on(event, () => (isOver = true));
  call.on("data", (request: BatchAppendReq) => {
    server.calls.appends += 1;
    if (server.state === "follower") {
      // The first append that needs the leader ends the call for all.
      call.emit("error", notLeaderError(server.leaderPort));
      return;
    }
    void answer(request);
  });
  call.on("end", () => call.end());

  async function answer(request: BatchAppendReq): Promise<void> {
    const message = await answerTo(server, inFlight, request);
    if (!isOver) call.write(message.setCorrelationId(request.getCorrelationId()));
  }
}

/** Expects the whole append in one message. */
async function answerTo(
  server: Appending,
  inFlight: Set<string>,
  request: BatchAppendReq,
): Promise<BatchAppendResp> {
  if (server.state === "not ready") {
    return appendRefusal("google.protobuf.Empty", "Server Is Not Ready");
  }
  const options = request.getOptions();
  if (options === undefined || !request.getIsFinal()) {
    return appendRefusal("event_store.client.BadRequest", "the stand-in needs it in one message");
  }
  const proposed = request.getProposedMessagesList().map(proposedOf);
  const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (size > maximumAppendSize) {
    return appendRefusal("event_store.client.MaximumAppendSizeExceeded", "");
  }
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedOf(options);
  const key = JSON.stringify([stream, expected, proposed.map(({ id }) => id)]);
  if (inFlight.has(key)) {
    // 24.6.0 drops it, because the first one may still fail, and tells nobody until the timeout.
    await delay(server.commitTimeoutMs);
    return appendRefusal("event_store.client.Timeout", "Timeout");
  }
  const isStored = server.log.read(stream).some(({ id }) => id === proposed[0]?.id);
  if (!isStored) {
    inFlight.add(key);
    await server.beforeAppend();
    inFlight.delete(key);
  }
  const outcome = server.log.append(stream, expected, proposed);
  await server.beforeAnswer(stream);
  return appendAnswer(outcome);
}

/** What setting rights needs: the client appends alone, expecting any revision. */
export async function answerLoneAppend(
  { log }: Appending,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  let stream = "";
  const proposed: ProposedEvent[] = [];
  for await (const request of call as AsyncIterable<AppendReq>) {
    const options = request.getOptions();
    if (options !== undefined) stream = streamName(options.getStreamIdentifier());
    const message = request.getProposedMessage();
    if (message !== undefined) proposed.push(proposedOf(message));
  }
  answer(null, loneAppendAnswer(log.append(stream, "any", proposed)));
}

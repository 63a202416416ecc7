/** Answers the protocol's Read: a stream, `$all` in both directions, and the subscription to `$all`. */
import { once } from "node:events";
import { status, type ServerWritableStream } from "@grpc/grpc-js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type { ReadReq, ReadResp } from "@eventstore/db-client/generated/streams_pb.js";
import type { Log, LoggedEvent } from "./log.ts";
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
  notFoundAnswer,
  streamName,
} from "./messages.ts";

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Sends one message; waits while the client's buffer is full. */
async function send(call: ReadCall, message: ReadResp, signal: AbortSignal): Promise<void> {
  if (signal.aborted || call.write(message)) return;
  await once(call, "drain", { signal }).catch(() => undefined);
}

/** @param asked called with the position after which a subscription starts */
export async function answerRead(
  log: Log,
  call: ReadCall,
  asked: (after: bigint) => void,
): Promise<void> {
  const gone = new AbortController();
  for (const event of ["cancelled", "close", "error"]) call.on(event, () => gone.abort());
  const options = call.request.getOptions();
  if (options === undefined) {
    call.destroy(Object.assign(new Error("no options"), { code: status.INVALID_ARGUMENT }));
    return;
  }
  if (options.hasSubscription()) {
    const after = BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? 0n);
    asked(after);
    if (isBetweenRecords(log, after)) {
      await send(call, confirmationAnswer(), gone.signal);
      const details = "Trying to read from an invalid position.";
      call.emit("error", { code: status.INVALID_ARGUMENT, details });
      return;
    }
    await follow(log, call, options, after, gone.signal);
  } else await page(log, call, options, gone.signal);
  call.end();
}

/** 24.6.0 refuses such a position, but not one beyond the end. */
function isBetweenRecords({ all }: Log, position: bigint): boolean {
  const next = all.find((event) => event.position >= position);
  return position > 0n && next !== undefined && next.position !== position;
}

async function page(log: Log, call: ReadCall, options: ReadReq.Options, signal: AbortSignal) {
  const identifier = options.getStream()?.getStreamIdentifier();
  const events = options.hasStream() ? log.read(streamName(identifier)) : log.all;
  if (options.hasStream() && events.length === 0) {
    await send(call, notFoundAnswer(identifier), signal);
    return;
  }
  const position = options.getAll()?.getPosition()?.getCommitPosition();
  if (position !== undefined && !isRecordOrEnd(log, BigInt(position))) {
    // As 24.6.0 answers a position that lies between two records.
    const details = "Unexpected ReadAllResult: InvalidPosition";
    call.emit("error", { code: status.UNKNOWN, details });
    return;
  }
  let left = Number(options.getCount());
  for (const event of inDirection(events, options)) {
    if (left-- <= 0 || signal.aborted) return;
    await send(call, eventAnswer(event), signal);
  }
}

function isRecordOrEnd({ all }: Log, position: bigint): boolean {
  const next = all.find((event) => event.position >= position);
  return next === undefined || next.position === position;
}

/** From the requested revision or position, inclusive, or from one end. `$all` backwards: from the end. */
function* inDirection(events: readonly LoggedEvent[], options: ReadReq.Options) {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const stream = options.getStream();
  let index = backwards ? events.length - 1 : 0;
  if (stream?.hasRevision()) index = Math.min(Number(stream.getRevision()), events.length - 1);
  const position = options.getAll()?.getPosition()?.getCommitPosition();
  if (position !== undefined) {
    index = events.findIndex((event) => event.position === BigInt(position));
  }
  for (let event = events[index]; event; event = events[index]) {
    yield event;
    index += backwards ? -1 : 1;
  }
}

/** A catch-up subscription after a position, with a checkpoint after every window. */
async function follow(
  log: Log,
  call: ReadCall,
  options: ReadReq.Options,
  after: bigint,
  signal: AbortSignal,
) {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [""];
  const window = (filter?.getMax() ?? 0) * (filter?.getCheckpointintervalmultiplier() ?? 0);
  let next = log.all.findLastIndex((event) => event.position <= after) + 1;
  let looked = 0;

  async function deliver(): Promise<void> {
    for (let event = log.all[next]; event && !signal.aborted; event = log.all[++next]) {
      const { stream } = event;
      if (prefixes.some((prefix) => stream.startsWith(prefix))) {
        await send(call, eventAnswer(event), signal);
      }
      looked++;
      if (window > 0 && looked % window === 0) {
        await send(call, checkpointAnswer(event.position), signal);
      }
    }
  }

  await send(call, confirmationAnswer(), signal);
  await deliver();
  // 24.6.0 does so when it has read the stored events, with this number if there are none at all.
  if (next > 0 || log.all.length === 0) {
    await send(call, checkpointAnswer(log.all[next - 1]?.position ?? 2n ** 64n - 1n), signal);
  }
  await send(call, caughtUpAnswer(), signal);
  while (!signal.aborted) {
    await log.grown(next, signal);
    await deliver();
  }
}
